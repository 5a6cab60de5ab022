// Rows, chosen examples, tied entries, dropout.

// One work-item copies up to 8 entries of an example, which lie together; neighbours write neighbours.
#define TOGETHER 8

__kernel void gather_examples(__global const REAL *examples, int width, __global const int *chosen,
                              __global REAL *target, int columns) {
  int j = get_global_id(0);
  if (j >= columns) return;
  int first = get_global_id(1) * TOGETHER;
  int last = min(width, first + TOGETHER);
  __global const REAL *from = examples + (size_t)chosen[j] * width;
  for (int i = first; i < last; i++) target[(size_t)i * columns + j] = from[i];
}

// The finaliser of SplitMix64: Stream.mix in Java.
inline ulong mix(ulong z) {
  ulong y = z + 0x9e3779b97f4a7c15UL;
  y = (y ^ (y >> 30)) * 0xbf58476d1ce4e5b9UL;
  y = (y ^ (y >> 27)) * 0x94d049bb133111ebUL;
  return y ^ (y >> 31);
}

// DropoutMask.java
__kernel void dropout(ulong state, ulong threshold, REAL factor, __global REAL *m, int size) {
  AT(k);
  ulong hash = mix(state + 0x9e3779b97f4a7c15UL * ((ulong)k + 1));
  m[k] = (hash >> 11) < threshold ? factor * m[k] : 0;
}

__kernel void scale_rows(__global const REAL *column, __global REAL *m, int columns) {
  IN_GRID(i, j);
  m[(size_t)i * columns + j] *= column[i];
}

// One work-item for each row; four sums side by side, since one alone would wait for each addition.
__kernel void normalise_rows(REAL epsilon, __global REAL *m, __global REAL *mean, __global REAL *scale, int columns,
                             int size) {
  AT(i);
  __global REAL *row = m + (size_t)i * columns;
  int whole = columns / 4 * 4;
  ACC count = max(1, columns);
  ACC a = 0, b = 0, c = 0, d = 0;
  for (int j = 0; j < whole; j += 4) {
    a += row[j];
    b += row[j + 1];
    c += row[j + 2];
    d += row[j + 3];
  }
  for (int j = whole; j < columns; j++) a += row[j];
  ACC middle = ((a + b) + (c + d)) / count;
  a = b = c = d = 0;
  for (int j = 0; j < whole; j += 4) {
    ACC p = row[j] - middle, q = row[j + 1] - middle, r = row[j + 2] - middle, s = row[j + 3] - middle;
    a += p * p;
    b += q * q;
    c += r * r;
    d += s * s;
  }
  for (int j = whole; j < columns; j++) a += (row[j] - middle) * (row[j] - middle);
  ACC factor = 1 / sqrt(((a + b) + (c + d)) / count + epsilon);
  for (int j = 0; j < columns; j++) row[j] = (row[j] - middle) * factor;
  mean[i] = middle;
  scale[i] = factor;
}

__kernel void pull_back_normalised(__global const REAL *normalised, __global const REAL *scale, __global REAL *delta,
                                   int columns, int size) {
  AT(i);
  __global const REAL *row = normalised + (size_t)i * columns;
  __global REAL *to = delta + (size_t)i * columns;
  int whole = columns / 4 * 4;
  ACC count = max(1, columns);
  ACC a = 0, b = 0, c = 0, d = 0;
  ACC p = 0, q = 0, r = 0, s = 0;
  for (int j = 0; j < whole; j += 4) {
    a += to[j];
    b += to[j + 1];
    c += to[j + 2];
    d += to[j + 3];
    p += (ACC)to[j] * row[j];
    q += (ACC)to[j + 1] * row[j + 1];
    r += (ACC)to[j + 2] * row[j + 2];
    s += (ACC)to[j + 3] * row[j + 3];
  }
  for (int j = whole; j < columns; j++) {
    a += to[j];
    p += (ACC)to[j] * row[j];
  }
  ACC middle = ((a + b) + (c + d)) / count;
  ACC along = ((p + q) + (r + s)) / count;
  ACC factor = scale[i];
  for (int j = 0; j < columns; j++) to[j] = factor * (to[j] - middle - row[j] * along);
}

__kernel void spread(__global const REAL *source, __global const int *index, __global REAL *target, int size) {
  AT(k);
  target[k] = index[k] < 0 ? 0 : source[index[k]];
}

// One work-item for each variable, in the order of the entries.
__kernel void collect(__global const REAL *full, __global const int *starts, __global const int *positions,
                      __global REAL *out, int size) {
  AT(s);
  ACC sum = 0;
  for (int p = starts[s]; p < starts[s + 1]; p++) sum += full[positions[p]];
  out[s] = sum;
}
