// T: LANES networks side by side.
#define CAT_(a, b) a##b
#define CAT(a, b) CAT_(a, b)
#if LANES == 1
#define T REAL
#else
#define T CAT(REAL, LANES)
#define LOAD_LANES CAT(vload, LANES)
#define STORE_LANES CAT(vstore, LANES)
#endif
#define UNROLL _Pragma("unroll")

// NaN if one is
#define LARGER(m, t) ((m) >= (t) || (m) != (m) ? (m) : (t))

#define SOFTMAX(z, s, n)                                                                          \
  {                                                                                               \
    T m = z[0];                                                                                   \
    T sum = ZERO;                                                                                 \
    UNROLL for (int i = 1; i < n; i++) m = LARGER(m, z[i]);                                       \
    UNROLL for (int i = 0; i < n; i++) {                                                          \
      s[i] = exp(z[i] - m);                                                                       \
      sum += s[i];                                                                                \
    }                                                                                             \
    UNROLL for (int i = 0; i < n; i++) s[i] /= sum;                                               \
  }
