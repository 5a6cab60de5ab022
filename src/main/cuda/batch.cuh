// Many small networks at once, one thread for each. Entry p of network i is at p*count + i, so that neighbours read
// neighbours. What the architecture is comes in a table of ints, written by BatchPlan.java:
//   plan[0] depth, plan[1] loss, plan[2] parameters, plan[3] entries of workspace, plan[4] whether softmax and cross-entropy
//   are taken together, then for each layer: rows, fan, first weight, first bias, activation, place of f_{h-1}, of z_h, of
//   f_h, of d_h in the workspace.
// A workspace is in shared memory where it fits (work is null), else in work.
#ifndef LAYER_INTS
#define LAYER_HEAD 5
#define LAYER_INTS 9
extern __shared__ double shared_work[];

// An array with one entry for each network, lying beside the others' entries.
template <class T> struct Lane {
  T *base;
  size_t stride;
  __device__ T &operator[](int k) const { return base[k * stride]; }
};

struct Layer {
  int rows, fan, weight, bias, activation, input, z, f, d;
  __device__ Layer(const int *plan, int h) {
    const int *p = plan + LAYER_HEAD + (h - 1) * LAYER_INTS;
    rows = p[0];
    fan = p[1];
    weight = p[2];
    bias = p[3];
    activation = p[4];
    input = p[5];
    z = p[6];
    f = p[7];
    d = p[8];
  }
};

template <class T> __device__ void forward(const Layer &y, Lane<const T> w, Lane<T> s) {
  T m = T(0);
#pragma unroll 1
  for (int i = 0; i < y.rows; i++) {
    T t = w[y.bias + i];
    for (int j = 0; j < y.fan; j++) t += w[y.weight + i * y.fan + j] * s[y.input + j];
    s[y.z + i] = t;
    if (y.activation != SOFTMAX) s[y.f + i] = value(y.activation, t);
    m = i == 0 || t > m || t != t ? t : m;
  }
  if (y.activation == SOFTMAX) {
    T sum = T(0);
#pragma unroll 1
    for (int i = 0; i < y.rows; i++) {
      T e = exp(s[y.z + i] - m);
      s[y.f + i] = e;
      sum += e;
    }
    for (int i = 0; i < y.rows; i++) s[y.f + i] /= sum;
  }
}

// d_h <- D sigma(z_h)^T d_h, where no exponential is needed once more by the layer's output
template <class T> __device__ void back(const Layer &y, Lane<T> s) {
  if (y.activation == SOFTMAX) {
    T inner = T(0);
    for (int i = 0; i < y.rows; i++) inner += s[y.f + i] * s[y.d + i];
    for (int i = 0; i < y.rows; i++) s[y.d + i] = s[y.f + i] * (s[y.d + i] - inner);
    return;
  }
#pragma unroll 1
  for (int i = 0; i < y.rows; i++) {
    T f = s[y.f + i];
    s[y.d + i] *= y.activation == TANH      ? (T(1) - f) * (T(1) + f)
                  : y.activation == SIGMOID ? f * (T(1) - f)
                                            : slope(y.activation, s[y.z + i]);
  }
}

// The loss of the last layer's output, and d_H
template <class T> __device__ T top(const int *plan, const Layer &y, Lane<T> s, const T *target, size_t step) {
  T total = T(0);
  if (plan[4]) {
    T weight = T(0);
    T m = s[y.z];
    for (int i = 1; i < y.rows; i++) {
      T t = s[y.z + i];
      m = t > m || t != t ? t : m;
    }
    T sum = T(0);
#pragma unroll 1
    for (int i = 0; i < y.rows; i++) sum += exp(s[y.z + i] - m);
    T logarithm = log(sum);
    for (int i = 0; i < y.rows; i++) {
      T t = target[i * step];
      weight += t;
      total -= t == T(0) ? T(0) : t * (s[y.z + i] - m - logarithm);
    }
    for (int i = 0; i < y.rows; i++) s[y.d + i] = weight * s[y.f + i] - target[i * step];
    return total;
  }
#pragma unroll 1
  for (int i = 0; i < y.rows; i++) {
    total += loss_of(plan[1], s[y.f + i], target[i * step]);
    s[y.d + i] = loss_slope(plan[1], s[y.f + i], target[i * step]);
  }
  back(y, s);
  return total;
}

// Loss of all examples; g <- the gradient. A sample of its own, or (own 0) the one of all.
template <class T>
__device__ T pass(const int *plan, Lane<const T> w, Lane<T> g, Lane<T> s, const T *x, const T *y, int examples, size_t own,
                  unsigned i, unsigned count) {
  T total = T(0);
  int depth = plan[0];
  size_t step = own ? count : 1;
  for (int p = 0; p < plan[2]; p++) g[p] = T(0);
  for (int e = 0; e < examples; e++) {
    Layer first(plan, 1);
    for (int j = 0; j < first.fan; j++) s[first.input + j] = x[((size_t)j * examples + e) * step + own * i];
    for (int h = 1; h <= depth; h++) forward(Layer(plan, h), w, s);
    total += top(plan, Layer(plan, depth), s, y + e * step + own * i, step * examples);
    for (int h = depth; h >= 1; h--) {
      Layer here(plan, h);
      for (int r = 0; r < here.rows; r++) {
        T d = s[here.d + r];
        g[here.bias + r] += d;
        for (int j = 0; j < here.fan; j++) g[here.weight + r * here.fan + j] += d * s[here.input + j];
      }
      if (h > 1) {
        Layer below(plan, h - 1);
        for (int j = 0; j < here.fan; j++) {
          T t = T(0);
          for (int r = 0; r < here.rows; r++) t += w[here.weight + r * here.fan + j] * s[here.d + r];
          s[below.d + j] = t;
        }
        back(below, s);
      }
    }
  }
  return total;
}

template <class T> __device__ Lane<T> workspace(T *work, unsigned i, unsigned count) {
  return work ? Lane<T>{work + i, count} : Lane<T>{(T *)shared_work + threadIdx.x, blockDim.x};
}

enum { GRADIENT_DESCENT, MOMENTUM, NESTEROV, ADAM };
#endif

extern "C" __global__ void K(batch_gradients)(const int *plan, const REAL *theta, const REAL *x, const REAL *y, int examples,
                                              int own, unsigned count, REAL *work, REAL *losses, REAL *gradient) {
  const unsigned i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i >= count) return;
  Lane<const REAL> w{theta + i, count};
  Lane<REAL> g{gradient + i, count};
  losses[i] = pass(plan, w, g, workspace(work, i, count), x, y, examples, own, i, count);
}

// Steps of full-batch training; constants holds rate and root of each step (root: Adam's 1/sqrt(1 - beta2^t)).
extern "C" __global__ void K(batch_steps)(const int *plan, REAL *theta, const REAL *x, const REAL *y, int examples, int own,
                                          unsigned count, REAL *work, int method, int steps, const REAL *constants, REAL beta1,
                                          REAL fresh1, REAL beta2, REAL fresh2, REAL epsilon, REAL *first, REAL *second) {
  const unsigned i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i >= count) return;
  Lane<const REAL> w{theta + i, count};
  Lane<REAL> s = workspace(work, i, count);
  Lane<REAL> g{s.base + (plan[3] - plan[2]) * s.stride, s.stride}; // the last entries
  for (int t = 0; t < steps; t++) {
    pass(plan, w, g, s, x, y, examples, own, i, count);
    REAL rate = constants[2 * t];
    REAL root = constants[2 * t + 1];
    for (int p = 0; p < plan[2]; p++) {
      size_t k = (size_t)p * count + i;
      REAL gp = g[p];
      REAL change;
      if (method == GRADIENT_DESCENT) {
        change = rate * gp;
      } else if (method == ADAM) {
        REAL m = beta1 * first[k] + fresh1 * gp;
        REAL v = beta2 * second[k] + fresh2 * (gp * gp);
        first[k] = m;
        second[k] = v;
        change = rate * m / (sqrt(v) * root + epsilon);
      } else {
        REAL v = beta1 * first[k] + gp;
        first[k] = v;
        change = rate * (method == NESTEROV ? gp + beta1 * v : v);
      }
      theta[k] -= change;
    }
  }
}
