// Entry by entry: one work-item for each entry, or for each row or column where it says so.
#define AT(k) int k = get_global_id(0); if (k >= size) return

// Entry (i, j) of a matrix: no division.
#define IN_GRID(i, j) int j = get_global_id(0), i = get_global_id(1); if (j >= columns) return

__kernel void gather(__global const REAL *source, int width, __global const int *chosen, __global REAL *target,
                     int columns) {
  IN_GRID(i, j);
  target[(size_t)i * columns + j] = source[(size_t)i * width + chosen[j]];
}

__kernel void add_column(__global const REAL *column, __global REAL *m, int columns) {
  IN_GRID(i, j);
  m[(size_t)i * columns + j] += column[i];
}

__kernel void hadamard(__global const REAL *a, __global const REAL *b, __global REAL *out, int size) {
  AT(k);
  out[k] = a[k] * b[k];
}

__kernel void axpy(REAL alpha, __global const REAL *x, __global REAL *y, int size) {
  AT(k);
  y[k] = alpha * x[k] + y[k];
}

__kernel void scale(REAL alpha, __global REAL *m, int size) {
  AT(k);
  m[k] = alpha * m[k];
}

// What each coordinatewise activation needs; layer: bias and activation in one pass.
#define ACTIVATION(NAME)                                                                          \
  __kernel void NAME##_value(__global const REAL *z, __global REAL *out, int size) {              \
    AT(k);                                                                                        \
    out[k] = value_##NAME(z[k]);                                                                  \
  }                                                                                               \
  __kernel void NAME##_slope(__global const REAL *z, __global REAL *out, int size) {              \
    AT(k);                                                                                        \
    out[k] = slope_##NAME(z[k]);                                                                  \
  }                                                                                               \
  __kernel void NAME##_back(__global const REAL *z, __global REAL *delta, int size) {             \
    AT(k);                                                                                        \
    delta[k] = slope_##NAME(z[k]) * delta[k];                                                     \
  }                                                                                               \
  __kernel void NAME##_layer(__global const REAL *column, __global REAL *z, __global REAL *out,   \
                             int columns) {                                                       \
    IN_GRID(i, j);                                                                                \
    size_t k = (size_t)i * columns + j;                                                           \
    REAL t = z[k] + column[i];                                                                    \
    z[k] = t;                                                                                     \
    out[k] = value_##NAME(t);                                                                     \
  }

ACTIVATION(identity)
ACTIVATION(relu)
ACTIVATION(leaky_relu)
ACTIVATION(absolute)
ACTIVATION(squared_relu)
ACTIVATION(square)
ACTIVATION(cube)
ACTIVATION(tanh)
ACTIVATION(sigmoid)
ACTIVATION(softplus)
ACTIVATION(softsign)

// Sums: each work-item adds every count-th entry in order; the host adds their results in order.
__kernel void sum(__global const REAL *m, __global ACC *partial, int size) {
  ACC s = 0;
  for (int k = get_global_id(0); k < size; k += get_global_size(0)) s += m[k];
  partial[get_global_id(0)] = s;
}

__kernel void sum_partial(__global const ACC *m, __global ACC *partial, int size) {
  ACC s = 0;
  for (int k = get_global_id(0); k < size; k += get_global_size(0)) s += m[k];
  partial[get_global_id(0)] = s;
}

__kernel void dot_product(__global const REAL *a, __global const REAL *b, __global ACC *partial, int size) {
  ACC s = 0;
  for (int k = get_global_id(0); k < size; k += get_global_size(0)) s += (ACC)a[k] * b[k];
  partial[get_global_id(0)] = s;
}

// One work-item for each row.
__kernel void row_sums(__global const REAL *m, __global REAL *out, int columns, int size) {
  AT(i);
  __global const REAL *row = m + (size_t)i * columns;
  ACC a = 0, b = 0, c = 0, d = 0;
  int j = 0;
  for (; j + 4 <= columns; j += 4) {
    a += row[j];
    b += row[j + 1];
    c += row[j + 2];
    d += row[j + 3];
  }
  for (; j < columns; j++) a += row[j];
  out[i] = (a + b) + (c + d);
}

#define LOSS(NAME)                                                                                \
  __kernel void NAME##_loss(__global const REAL *p, __global const REAL *y, __global ACC *partial,\
                            int size) {                                                           \
    ACC s = 0;                                                                                    \
    for (int k = get_global_id(0); k < size; k += get_global_size(0)) s += loss_##NAME(p[k], y[k]);\
    partial[get_global_id(0)] = s;                                                                \
  }                                                                                               \
  __kernel void NAME##_loss_gradient(__global const REAL *p, __global const REAL *y,              \
                                     __global REAL *out, int size) {                              \
    AT(k);                                                                                        \
    out[k] = dloss_##NAME(p[k], y[k]);                                                            \
  }

LOSS(square)
LOSS(quartic)
LOSS(shifted_square)
LOSS(negative_square)
LOSS(double_well)
LOSS(logistic)
LOSS(cross_entropy)

// Optimisers; the constants of step t come from the host.
__kernel void momentum_step(REAL rate, REAL momentum, __global const REAL *g, __global REAL *theta,
                            __global REAL *v, int size) {
  AT(k);
  REAL s = momentum * v[k] + g[k];
  v[k] = s;
  theta[k] -= rate * s;
}

__kernel void nesterov_step(REAL rate, REAL momentum, __global const REAL *g, __global REAL *theta,
                            __global REAL *v, int size) {
  AT(k);
  REAL s = momentum * v[k] + g[k];
  v[k] = s;
  theta[k] -= rate * (g[k] + momentum * s);
}

__kernel void adam_step(REAL rate, REAL root, REAL beta1, REAL fresh1, REAL beta2, REAL fresh2, REAL epsilon,
                        __global const REAL *g, __global REAL *theta, __global REAL *m, __global REAL *v, int size) {
  AT(k);
  REAL mk = beta1 * m[k] + fresh1 * g[k];
  REAL vk = beta2 * v[k] + fresh2 * (g[k] * g[k]);
  m[k] = mk;
  v[k] = vk;
  theta[k] -= rate * mk / (sqrt(vk) * root + epsilon);
}
