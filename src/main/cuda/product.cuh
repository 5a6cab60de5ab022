// c <- alpha*op(a)*op(b) + beta*c, where there is no cuBLAS. A factor is read through two strides, so that a transposed one
// is one with the strides exchanged. A block of 16 x 16 threads forms a tile by strips of 16 in shared memory; each thread
// keeps EACH x EACH sums, 16 apart, so that neighbours read and write neighbours. Sums run in the order of l whatever the
// tile is: all tiles give the same bits.
#ifndef SIDE
#define SIDE 16

template <class T, int EACH>
__device__ void multiply_tile(T alpha, const T *a, int a_row, int a_inner, const T *b, int b_inner, int b_column, T beta,
                              T *c, int rows, int columns, int inner, int across) {
  constexpr int TILE = SIDE * EACH;
  __shared__ T as[SIDE][TILE + 1];
  __shared__ T bs[SIDE][TILE + 1];
  int x = threadIdx.x;
  int y = threadIdx.y;
  int thread = y * SIDE + x;
  int left = blockIdx.x % across * TILE;
  int top = blockIdx.x / across * TILE;
  T sums[EACH][EACH];
#pragma unroll
  for (int r = 0; r < EACH; r++)
#pragma unroll
    for (int s = 0; s < EACH; s++) sums[r][s] = T(0);
  for (int from = 0; from < inner; from += SIDE) {
#pragma unroll
    for (int q = 0; q < EACH; q++) {
      int e = thread + q * SIDE * SIDE;
      // neighbours in the direction in which the factor lies in memory
      int l = a_inner == 1 ? e % SIDE : e / TILE;
      int i = a_inner == 1 ? e / SIDE : e % TILE;
      as[l][i] = from + l < inner && top + i < rows ? a[(size_t)(top + i) * a_row + (size_t)(from + l) * a_inner] : T(0);
      l = b_column == 1 ? e / TILE : e % SIDE;
      int j = b_column == 1 ? e % TILE : e / SIDE;
      bs[l][j] =
          from + l < inner && left + j < columns ? b[(size_t)(from + l) * b_inner + (size_t)(left + j) * b_column] : T(0);
    }
    __syncthreads();
#pragma unroll
    for (int l = 0; l < SIDE; l++) {
      T u[EACH], v[EACH];
#pragma unroll
      for (int r = 0; r < EACH; r++) u[r] = as[l][y + r * SIDE];
#pragma unroll
      for (int s = 0; s < EACH; s++) v[s] = bs[l][x + s * SIDE];
#pragma unroll
      for (int r = 0; r < EACH; r++)
#pragma unroll
        for (int s = 0; s < EACH; s++) sums[r][s] = fma(u[r], v[s], sums[r][s]);
    }
    __syncthreads();
  }
#pragma unroll
  for (int r = 0; r < EACH; r++) {
    int i = top + y + r * SIDE;
#pragma unroll
    for (int s = 0; s < EACH; s++) {
      int j = left + x + s * SIDE;
      if (i < rows && j < columns) {
        size_t k = (size_t)i * columns + j;
        c[k] = beta == T(0) ? alpha * sums[r][s] : alpha * sums[r][s] + beta * c[k];
      }
    }
  }
}
#endif

#define MULTIPLY(NAME, EACH)                                                                                                \
  extern "C" __global__ void __launch_bounds__(SIDE *SIDE)                                                                  \
      K(NAME)(REAL alpha, const REAL *a, int a_row, int a_inner, const REAL *b, int b_inner, int b_column, REAL beta,       \
              REAL *c, int rows, int columns, int inner, int across) {                                                      \
    multiply_tile<REAL, EACH>(alpha, a, a_row, a_inner, b, b_inner, b_column, beta, c, rows, columns, inner, across);       \
  }

MULTIPLY(multiply_32, 2)
MULTIPLY(multiply_64, 4)
#undef MULTIPLY
