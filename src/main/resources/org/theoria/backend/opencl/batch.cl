// Many small networks at once; example() and what is in capitals but not defined here comes before or by -D.
// PARAMETERS, INPUTS, OUTPUTS: sizes of a network. LANES: networks of a work-item; buffers are padded to whole ones.
#define LANE(k) ((size_t)(k) * stride + (size_t)get_global_id(0) * LANES)

#if LANES == 1
#define GET(p, k) ((p)[LANE(k)])
#define PUT(value, p, k) ((p)[LANE(k)] = (value))
#else
#define GET(p, k) LOAD_LANES(0, (p) + LANE(k))
#define PUT(value, p, k) STORE_LANES(value, 0, (p) + LANE(k))
#endif

// A sample of its own, or the one of all.
inline T entry(__global const REAL *sample, int k, int shared, int stride) {
  return shared ? (T)(sample[k]) : GET(sample, k);
}

inline T pass(const T *w, T *g, __global const REAL *x, __global const REAL *y, int examples, int shared, int stride) {
  T total = ZERO;
  for (int p = 0; p < PARAMETERS; p++) g[p] = ZERO;
  for (int e = 0; e < examples; e++) {
    T input[INPUTS];
    T target[OUTPUTS];
    UNROLL for (int j = 0; j < INPUTS; j++) input[j] = entry(x, j * examples + e, shared, stride);
    UNROLL for (int j = 0; j < OUTPUTS; j++) target[j] = entry(y, j * examples + e, shared, stride);
    total += example(w, g, input, target);
  }
  return total;
}

__kernel void gradients(__global const REAL *theta, __global const REAL *x, __global const REAL *y, int examples,
                        int shared, int stride, __global REAL *losses, __global REAL *gradient) {
  T w[PARAMETERS];
  T g[PARAMETERS];
  for (int p = 0; p < PARAMETERS; p++) w[p] = GET(theta, p);
  T total = pass(w, g, x, y, examples, shared, stride);
  PUT(total, losses, 0);
  for (int p = 0; p < PARAMETERS; p++) PUT(g[p], gradient, p);
}

// Steps of full-batch training; constants holds rate and root of each step (root: Adam's 1/sqrt(1 - beta2^t)).
#define STEPS(NAME, UPDATE)                                                                       \
  __kernel void NAME(__global REAL *theta, __global const REAL *x, __global const REAL *y, int examples, \
                     int shared, int stride, int count, __global const REAL *constants, REAL beta1, \
                     REAL fresh1, REAL beta2, REAL fresh2, REAL epsilon, __global REAL *first,    \
                     __global REAL *second) {                                                     \
    T w[PARAMETERS];                                                                              \
    T g[PARAMETERS];                                                                              \
    for (int p = 0; p < PARAMETERS; p++) w[p] = GET(theta, p);                                    \
    for (int s = 0; s < count; s++) {                                                             \
      pass(w, g, x, y, examples, shared, stride);                                                 \
      REAL rate = constants[2 * s];                                                               \
      REAL root = constants[2 * s + 1];                                                           \
      for (int p = 0; p < PARAMETERS; p++) {                                                      \
        UPDATE                                                                                    \
      }                                                                                           \
    }                                                                                             \
    for (int p = 0; p < PARAMETERS; p++) PUT(w[p], theta, p);                                     \
  }

STEPS(steps_gradient_descent, w[p] -= rate * g[p];)

STEPS(steps_momentum,
      T v = beta1 * GET(first, p) + g[p];
      PUT(v, first, p);
      w[p] -= rate * v;)

STEPS(steps_nesterov,
      T v = beta1 * GET(first, p) + g[p];
      PUT(v, first, p);
      w[p] -= rate * (g[p] + beta1 * v);)

STEPS(steps_adam,
      T m = beta1 * GET(first, p) + fresh1 * g[p];
      T v = beta2 * GET(second, p) + fresh2 * (g[p] * g[p]);
      PUT(m, first, p);
      PUT(v, second, p);
      w[p] -= rate * m / (sqrt(v) * root + epsilon);)
