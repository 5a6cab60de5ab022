// Softmax s = e^(z - m)/sum e^(z - m), m = max z, of each column: one work-item for each column, so that neighbours
// read neighbours. Entry i is written after all that is read of it, so results may lie where operands do.
#define COLUMN(j) int j = get_global_id(0); if (j >= columns) return

// NaN if an entry is
inline REAL largest(__global const REAL *z, int j, int rows, int columns) {
  REAL m = z[j];
  for (int i = 1; i < rows; i++) {
    REAL t = z[(size_t)i * columns + j];
    m = (t > m || t != t) ? t : m;
  }
  return m;
}

inline ACC normaliser(__global const REAL *z, REAL m, int j, int rows, int columns) {
  ACC s = 0;
  for (int i = 0; i < rows; i++) s += exp(z[(size_t)i * columns + j] - m);
  return s;
}

__kernel void softmax_value(__global const REAL *z, __global REAL *out, int rows, int columns) {
  COLUMN(j);
  REAL m = largest(z, j, rows, columns);
  ACC s = normaliser(z, m, j, rows, columns);
  for (int i = 0; i < rows; i++) {
    size_t k = (size_t)i * columns + j;
    out[k] = exp(z[k] - m) / s;
  }
}

// s(1 - s)
__kernel void softmax_slope(__global const REAL *z, __global REAL *out, int rows, int columns) {
  COLUMN(j);
  REAL m = largest(z, j, rows, columns);
  ACC s = normaliser(z, m, j, rows, columns);
  for (int i = 0; i < rows; i++) {
    size_t k = (size_t)i * columns + j;
    ACC p = exp(z[k] - m) / s;
    out[k] = p * (1 - p);
  }
}

__kernel void softmax_back(__global const REAL *z, __global REAL *delta, int rows, int columns) {
  COLUMN(j);
  REAL m = largest(z, j, rows, columns);
  ACC s = normaliser(z, m, j, rows, columns);
  ACC inner = 0;
  for (int i = 0; i < rows; i++) {
    size_t k = (size_t)i * columns + j;
    inner += exp(z[k] - m) / s * delta[k];
  }
  for (int i = 0; i < rows; i++) {
    size_t k = (size_t)i * columns + j;
    delta[k] = exp(z[k] - m) / s * (delta[k] - inner);
  }
}

inline ACC column_loss(__global const REAL *z, __global const REAL *y, REAL m, ACC s, int j, int rows, int columns) {
  ACC logarithm = log(s);
  ACC total = 0;
  for (int i = 0; i < rows; i++) {
    size_t k = (size_t)i * columns + j;
    total -= y[k] == 0 ? 0 : y[k] * ((ACC)(z[k] - m) - logarithm);
  }
  return total;
}

inline void column_gradient(__global const REAL *z, __global const REAL *y, REAL m, ACC s, __global REAL *out, int j,
                            int rows, int columns) {
  ACC weight = 0;
  for (int i = 0; i < rows; i++) weight += y[(size_t)i * columns + j];
  for (int i = 0; i < rows; i++) {
    size_t k = (size_t)i * columns + j;
    out[k] = weight * (exp(z[k] - m) / s) - y[k];
  }
}

__kernel void cross_entropy_of_softmax(__global const REAL *z, __global const REAL *y, __global ACC *losses, int rows,
                                       int columns) {
  COLUMN(j);
  REAL m = largest(z, j, rows, columns);
  losses[j] = column_loss(z, y, m, normaliser(z, m, j, rows, columns), j, rows, columns);
}

__kernel void cross_entropy_of_softmax_gradient(__global const REAL *z, __global const REAL *y, __global REAL *out,
                                                int rows, int columns) {
  COLUMN(j);
  REAL m = largest(z, j, rows, columns);
  column_gradient(z, y, m, normaliser(z, m, j, rows, columns), out, j, rows, columns);
}

__kernel void cross_entropy_of_softmax_both(__global const REAL *z, __global const REAL *y, __global ACC *losses,
                                            __global REAL *out, int rows, int columns) {
  COLUMN(j);
  REAL m = largest(z, j, rows, columns);
  ACC s = normaliser(z, m, j, rows, columns);
  losses[j] = column_loss(z, y, m, s, j, rows, columns);
  column_gradient(z, y, m, s, out, j, rows, columns);
}
