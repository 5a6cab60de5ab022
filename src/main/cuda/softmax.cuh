// Softmax s = e^(z - m)/sum e^(z - m), m = max z, of each column: one thread for each column, so that neighbours read
// neighbours. Entry i is written after all that is read of it, so results may lie where operands do.
#define COLUMN(j) const unsigned j = blockIdx.x * blockDim.x + threadIdx.x; if (j >= columns) return
#define ENTRY(i) ((size_t)(i) * columns + j)

// NaN if an entry is
__device__ REAL largest(const REAL *z, unsigned j, int rows, unsigned columns) {
  REAL m = z[j];
  for (int i = 1; i < rows; i++) {
    REAL t = z[ENTRY(i)];
    m = (t > m || t != t) ? t : m;
  }
  return m;
}

__device__ double normaliser(const REAL *z, REAL m, unsigned j, int rows, unsigned columns) {
  double s = 0;
  for (int i = 0; i < rows; i++) s += exp(z[ENTRY(i)] - m);
  return s;
}

extern "C" __global__ void K(softmax_value)(const REAL *z, REAL *out, int rows, unsigned columns) {
  COLUMN(j);
  REAL m = largest(z, j, rows, columns);
  double s = normaliser(z, m, j, rows, columns);
  for (int i = 0; i < rows; i++) out[ENTRY(i)] = exp(z[ENTRY(i)] - m) / s;
}

// s(1 - s)
extern "C" __global__ void K(softmax_slope)(const REAL *z, REAL *out, int rows, unsigned columns) {
  COLUMN(j);
  REAL m = largest(z, j, rows, columns);
  double s = normaliser(z, m, j, rows, columns);
  for (int i = 0; i < rows; i++) {
    double p = exp(z[ENTRY(i)] - m) / s;
    out[ENTRY(i)] = p * (1 - p);
  }
}

extern "C" __global__ void K(softmax_back)(const REAL *z, REAL *delta, int rows, unsigned columns) {
  COLUMN(j);
  REAL m = largest(z, j, rows, columns);
  double s = normaliser(z, m, j, rows, columns);
  double inner = 0;
  for (int i = 0; i < rows; i++) inner += exp(z[ENTRY(i)] - m) / s * delta[ENTRY(i)];
  for (int i = 0; i < rows; i++) delta[ENTRY(i)] = exp(z[ENTRY(i)] - m) / s * (delta[ENTRY(i)] - inner);
}

// The cross-entropy of softmax: a loss for each column where losses is not null, the gradient where out is not.
extern "C" __global__ void K(softmax_cross_entropy)(const REAL *z, const REAL *y, double *losses, REAL *out, int rows,
                                                    unsigned columns) {
  COLUMN(j);
  REAL m = largest(z, j, rows, columns);
  double s = normaliser(z, m, j, rows, columns);
  double logarithm = log(s);
  double loss = 0;
  double weight = 0;
  for (int i = 0; i < rows; i++) {
    REAL t = y[ENTRY(i)];
    weight += t;
    loss -= t == 0 ? 0 : t * ((double)(z[ENTRY(i)] - m) - logarithm);
  }
  if (losses) losses[j] = loss;
  if (out)
    for (int i = 0; i < rows; i++) out[ENTRY(i)] = weight * (exp(z[ENTRY(i)] - m) / s) - y[ENTRY(i)];
}
#undef COLUMN
#undef ENTRY
