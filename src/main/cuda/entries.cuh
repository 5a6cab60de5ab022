// Entry by entry: one thread for each. Unsigned, since whole blocks may go beyond 2^31.
#define AT(k) const unsigned k = blockIdx.x * blockDim.x + threadIdx.x; if (k >= size) return

extern "C" __global__ void K(gather)(const REAL *source, int width, const int *chosen, REAL *target, unsigned columns,
                                     unsigned size) {
  AT(k);
  target[k] = source[(size_t)(k / columns) * width + chosen[k % columns]];
}

// target[i, j] = examples[rows[j], i], by squares of 32 x 32 that are turned in shared memory; blocks of 32 x 8.
extern "C" __global__ void K(gather_examples)(const REAL *examples, const int *rows, REAL *target, int height, int columns,
                                              int across) {
  __shared__ REAL square[32][33];
  int top = blockIdx.x / across * 32;
  int left = blockIdx.x % across * 32;
  for (int q = threadIdx.y; q < 32; q += 8) {
    if (left + q < columns && top + threadIdx.x < height)
      square[q][threadIdx.x] = examples[(size_t)rows[left + q] * height + top + threadIdx.x];
  }
  __syncthreads();
  for (int q = threadIdx.y; q < 32; q += 8) {
    if (top + q < height && left + threadIdx.x < columns)
      target[(size_t)(top + q) * columns + left + threadIdx.x] = square[threadIdx.x][q];
  }
}

extern "C" __global__ void K(add_column)(const REAL *column, REAL *m, unsigned columns, unsigned size) {
  AT(k);
  m[k] += column[k / columns];
}

extern "C" __global__ void K(scale_rows)(const REAL *column, REAL *m, unsigned columns, unsigned size) {
  AT(k);
  m[k] *= column[k / columns];
}

extern "C" __global__ void K(hadamard)(const REAL *a, const REAL *b, REAL *out, unsigned size) {
  AT(k);
  out[k] = a[k] * b[k];
}

extern "C" __global__ void K(axpy)(REAL alpha, const REAL *x, REAL *y, unsigned size) {
  AT(k);
  y[k] = alpha * x[k] + y[k];
}

extern "C" __global__ void K(scale)(REAL alpha, REAL *m, unsigned size) {
  AT(k);
  m[k] = alpha * m[k];
}

extern "C" __global__ void K(activate)(int activation, const REAL *z, REAL *out, unsigned size) {
  AT(k);
  out[k] = value(activation, z[k]);
}

extern "C" __global__ void K(slope)(int activation, const REAL *z, REAL *out, unsigned size) {
  AT(k);
  out[k] = slope(activation, z[k]);
}

extern "C" __global__ void K(pull_back)(int activation, const REAL *z, REAL *delta, unsigned size) {
  AT(k);
  delta[k] = slope(activation, z[k]) * delta[k];
}

// Bias and activation in one pass.
extern "C" __global__ void K(layer)(int activation, const REAL *column, REAL *z, REAL *out, unsigned columns,
                                    unsigned size) {
  AT(k);
  REAL t = z[k] + column[k / columns];
  z[k] = t;
  out[k] = value(activation, t);
}

extern "C" __global__ void K(loss_gradient)(int loss, const REAL *p, const REAL *y, REAL *out, unsigned size) {
  AT(k);
  out[k] = loss_slope(loss, p[k], y[k]);
}

// DropoutMask.java: the finaliser of SplitMix64.
extern "C" __global__ void K(dropout)(unsigned long long state, unsigned long long threshold, double factor, REAL *m,
                                      unsigned size) {
  AT(k);
  unsigned long long golden = 0x9e3779b97f4a7c15ULL;
  unsigned long long z = state + golden * (k + 1ULL) + golden;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
  z = z ^ (z >> 31);
  m[k] = (z >> 11) < threshold ? (REAL)(factor * m[k]) : (REAL)0;
}

extern "C" __global__ void K(spread)(const REAL *source, const int *index, REAL *target, unsigned size) {
  AT(k);
  int s = index[k];
  target[k] = s < 0 ? (REAL)0 : source[s];
}

// One thread for each variable: the sum in the order of the entries.
extern "C" __global__ void K(collect)(const REAL *full, const int *starts, const int *positions, REAL *out, unsigned size) {
  AT(k);
  double s = 0;
#pragma unroll 8
  for (int p = starts[k]; p < starts[k + 1]; p++) s += full[positions[p]];
  out[k] = s;
}

// Optimisers; the constants of step t come from the host.
extern "C" __global__ void K(momentum_step)(REAL rate, REAL momentum, const REAL *g, REAL *theta, REAL *v, unsigned size) {
  AT(k);
  REAL s = momentum * v[k] + g[k];
  v[k] = s;
  theta[k] -= rate * s;
}

extern "C" __global__ void K(nesterov_step)(REAL rate, REAL momentum, const REAL *g, REAL *theta, REAL *v, unsigned size) {
  AT(k);
  REAL s = momentum * v[k] + g[k];
  v[k] = s;
  theta[k] -= rate * (g[k] + momentum * s);
}

extern "C" __global__ void K(adam_step)(REAL rate, REAL root, REAL beta1, REAL fresh1, REAL beta2, REAL fresh2, REAL epsilon,
                                        const REAL *g, REAL *theta, REAL *m, REAL *v, unsigned size) {
  AT(k);
  REAL mk = beta1 * m[k] + fresh1 * g[k];
  REAL vk = beta2 * v[k] + fresh2 * (g[k] * g[k]);
  m[k] = mk;
  v[k] = vk;
  theta[k] -= rate * mk / (sqrt(vk) * root + epsilon);
}

// Sums over all blocks; the host adds what they leave, in order.
extern "C" __global__ void K(sum)(const REAL *m, double *partial, unsigned size) {
  double s = 0;
  EACH_TERM(k) s += m[k];
  LEAVE(partial, s);
}

extern "C" __global__ void K(dot_product)(const REAL *a, const REAL *b, double *partial, unsigned size) {
  double s = 0;
  EACH_TERM(k) s += (double)a[k] * b[k];
  LEAVE(partial, s);
}

extern "C" __global__ void K(loss)(int loss, const REAL *p, const REAL *y, double *partial, unsigned size) {
  double s = 0;
  EACH_TERM(k) s += loss_of(loss, p[k], y[k]);
  LEAVE(partial, s);
}
#undef AT
