// Activations and losses on a type T: REAL, or a vector of REAL. No fmax: it would lose a NaN.
#define ZERO ((T)(0))
#define ONE ((T)(1))

inline T ramp(T t) { return t < ZERO ? ZERO : t; }

// below for t < 0, above for t >= 0, NaN for NaN
inline T step_at_zero(T t, T below, T above) { return t < ZERO ? below : (t >= ZERO ? above : t); }

inline T logistic(T t) { return ONE / (ONE + exp(-t)); }

// logistic(t)*logistic(-t)
inline T bell(T t) {
  T e = exp(-fabs(t));
  return e / ((ONE + e) * (ONE + e));
}

inline T value_identity(T t) { return t; }
inline T slope_identity(T t) { return ONE; }
inline T value_relu(T t) { return ramp(t); }
inline T slope_relu(T t) { return step_at_zero(t, ZERO, ONE); }
inline T value_leaky_relu(T t) { return t < ZERO ? t / 8 : t; }
inline T slope_leaky_relu(T t) { return step_at_zero(t, ONE / 8, ONE); }
inline T value_absolute(T t) { return fabs(t); }
inline T slope_absolute(T t) { return step_at_zero(t, -ONE, ONE); }
inline T value_squared_relu(T t) { return ramp(t) * ramp(t); }
inline T slope_squared_relu(T t) { return 2 * ramp(t); }
inline T value_square(T t) { return t * t; }
inline T slope_square(T t) { return 2 * t; }
inline T value_cube(T t) { return t * t * t; }
inline T slope_cube(T t) { return 3 * t * t; }

#ifdef FLOAT64
// HyperbolicTangent.java, with its derivation: a continued fraction, two doublings, one division, no branch.
inline T value_tanh(T t) {
  T x = t < -20 * ONE ? -20 * ONE : (t > 20 * ONE ? 20 * ONE : t);
  T s = x * x * 0.0625;
  T p = ((((55 * s + 25740) * s + 2837835) * s + 91891800) * s + 654729075) * x;
  T q = ((((4 * s + 5940) * s + 1261260) * s + 75675600) * s + 1240539300) * s + 2618916300.0;
  T p1 = 2 * p * q;
  T q1 = p * p + q * q;
  T f = 2 * p1 * q1 / (p1 * p1 + q1 * q1);
  return f < -ONE ? -ONE : (f > ONE ? ONE : f);
}
#else
// beyond 10 the nearest number is 1, which PoCL's tanh misses by a unit of the last place, even at infinity
inline T value_tanh(T t) { return t < -10 * ONE ? -ONE : (t > 10 * ONE ? ONE : tanh(t)); }
#endif
// not 1 - tanh^2, which cancels where tanh saturates
inline T slope_tanh(T t) { return 4 * bell(2 * t); }
inline T value_sigmoid(T t) { return logistic(t); }
inline T slope_sigmoid(T t) { return bell(t); }
inline T value_softplus(T t) { return ramp(t) + log1p(exp(-fabs(t))); }
inline T slope_softplus(T t) { return logistic(t); }
inline T value_softsign(T t) { return t / (ONE + fabs(t)); }
inline T slope_softsign(T t) { return ONE / ((ONE + fabs(t)) * (ONE + fabs(t))); }

// Losses of one entry: prediction p, target y, and their derivatives in p.
inline T loss_square(T p, T y) { return (p - y) * (p - y); }
inline T dloss_square(T p, T y) { return 2 * (p - y); }
inline T loss_quartic(T p, T y) { return (p - y) * (p - y) * ((p - y) * (p - y)); }
inline T dloss_quartic(T p, T y) { return 4 * (p - y) * (p - y) * (p - y); }
inline T loss_shifted_square(T p, T y) { return (p - y) * (p - y) + ONE; }
inline T dloss_shifted_square(T p, T y) { return 2 * (p - y); }
inline T loss_negative_square(T p, T y) { return -(p - y) * (p - y); }
inline T dloss_negative_square(T p, T y) { return -2 * (p - y); }
inline T loss_double_well(T p, T y) { return (p - y) * (p - y - 1) * ((p - y) * (p - y - 1)); }
inline T dloss_double_well(T p, T y) { return 2 * (p - y) * (p - y - 1) * (2 * (p - y) - 1); }
inline T loss_logistic(T p, T y) { return value_softplus(-y * p); }
inline T dloss_logistic(T p, T y) { return -y * logistic(-y * p); }
inline T loss_cross_entropy(T p, T y) { return y == ZERO ? 0 * p : -y * log(p); }
inline T dloss_cross_entropy(T p, T y) { return -y / p; }
