// Multiply-adds in registers: twelve independent chains of vectors, more than the latency of one needs.
#define CAT(a, b) a##b
#define VECTOR(t, n) CAT(t, n)
typedef VECTOR(REAL, LANES) V;

__kernel void multiply_adds(REAL factor, REAL term, int steps, __global REAL *out) {
  V x[12];
#pragma unroll
  for (int c = 0; c < 12; c++) x[c] = (V)((REAL)(c + get_global_id(0)));
  for (int s = 0; s < steps; s++) {
#pragma unroll
    for (int c = 0; c < 12; c++) x[c] = fma(x[c], (V)(factor), (V)(term));
  }
  V sum = (V)(0);
#pragma unroll
  for (int c = 0; c < 12; c++) sum += x[c];
  out[get_global_id(0)] = sum.s0 + sum.s1;
}
