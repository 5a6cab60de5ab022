// Activations and losses of one entry, T float or double. The numbers are those of CudaCodes.java. No fmax: it would lose a NaN.
template <class T> __device__ T ramp(T t) { return t < T(0) ? T(0) : t; }

// below for t < 0, above for t >= 0, NaN for NaN
template <class T> __device__ T step_at_zero(T t, T below, T above) { return t < T(0) ? below : (t >= T(0) ? above : t); }

template <class T> __device__ T logistic(T t) { return T(1) / (T(1) + exp(-t)); }

// logistic(t)*logistic(-t)
template <class T> __device__ T bell(T t) {
  T e = exp(-fabs(t));
  return e / ((T(1) + e) * (T(1) + e));
}

template <class T> __device__ T softplus(T t) { return ramp(t) + log1p(exp(-fabs(t))); }

enum { IDENTITY, RELU, LEAKY_RELU, ABSOLUTE, SQUARED_RELU, SQUARE, CUBE, TANH, SIGMOID, SOFTPLUS, SOFTSIGN, SOFTMAX };

template <class T> __device__ T value(int activation, T t) {
  switch (activation) {
    case RELU: return ramp(t);
    case LEAKY_RELU: return t < T(0) ? t / T(8) : t;
    case ABSOLUTE: return fabs(t);
    case SQUARED_RELU: return ramp(t) * ramp(t);
    case SQUARE: return t * t;
    case CUBE: return t * t * t;
    case TANH: return tanh(t);
    case SIGMOID: return logistic(t);
    case SOFTPLUS: return softplus(t);
    case SOFTSIGN: return t / (T(1) + fabs(t));
    default: return t;
  }
}

template <class T> __device__ T slope(int activation, T t) {
  switch (activation) {
    case RELU: return step_at_zero(t, T(0), T(1));
    case LEAKY_RELU: return step_at_zero(t, T(1) / T(8), T(1));
    case ABSOLUTE: return step_at_zero(t, T(-1), T(1));
    case SQUARED_RELU: return T(2) * ramp(t);
    case SQUARE: return T(2) * t;
    case CUBE: return T(3) * t * t;
    case TANH: return T(4) * bell(T(2) * t); // not 1 - tanh^2, which cancels where tanh saturates
    case SIGMOID: return bell(t);
    case SOFTPLUS: return logistic(t);
    case SOFTSIGN: return T(1) / ((T(1) + fabs(t)) * (T(1) + fabs(t)));
    default: return T(1);
  }
}

// Losses of one entry, prediction p and target y, and their derivatives in p.
enum { SQUARE_LOSS, QUARTIC, SHIFTED_SQUARE, NEGATIVE_SQUARE, DOUBLE_WELL, LOGISTIC, CROSS_ENTROPY };

template <class T> __device__ T loss_of(int loss, T p, T y) {
  T r = p - y;
  switch (loss) {
    case QUARTIC: return r * r * (r * r);
    case SHIFTED_SQUARE: return r * r + T(1);
    case NEGATIVE_SQUARE: return -r * r;
    case DOUBLE_WELL: return r * (r - T(1)) * (r * (r - T(1)));
    case LOGISTIC: return softplus(-y * p);
    case CROSS_ENTROPY: return y == T(0) ? T(0) * p : -y * log(p);
    default: return r * r;
  }
}

template <class T> __device__ T loss_slope(int loss, T p, T y) {
  T r = p - y;
  switch (loss) {
    case QUARTIC: return T(4) * r * r * r;
    case NEGATIVE_SQUARE: return T(-2) * r;
    case DOUBLE_WELL: return T(2) * r * (r - T(1)) * (T(2) * r - T(1));
    case LOGISTIC: return -y * logistic(-y * p);
    case CROSS_ENTROPY: return -y / p;
    default: return T(2) * r;
  }
}
