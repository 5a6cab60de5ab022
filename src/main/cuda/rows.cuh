// Row by row: one block of THREADS threads for each row; sums in double.
#define EACH_COLUMN(j) for (int j = threadIdx.x; j < columns; j += THREADS)

extern "C" __global__ void K(row_sums)(const REAL *m, REAL *out, int columns) {
  const REAL *row = m + (size_t)blockIdx.x * columns;
  double s = 0;
  EACH_COLUMN(j) s += row[j];
  double total = block_sum(s);
  if (threadIdx.x == 0) out[blockIdx.x] = total;
}

extern "C" __global__ void K(normalise_rows)(double epsilon, REAL *m, REAL *mean, REAL *scale, int columns) {
  REAL *row = m + (size_t)blockIdx.x * columns;
  double s = 0;
  EACH_COLUMN(j) s += row[j];
  double total = block_sum(s);
  double middle = columns == 0 ? 0 : total / columns;
  double q = 0;
  EACH_COLUMN(j) {
    double r = row[j] - middle;
    q += r * r;
  }
  double squares = block_sum(q);
  double factor = 1 / sqrt((columns == 0 ? 0 : squares / columns) + epsilon);
  EACH_COLUMN(j) row[j] = (row[j] - middle) * factor;
  if (threadIdx.x == 0) {
    mean[blockIdx.x] = middle;
    scale[blockIdx.x] = factor;
  }
}

extern "C" __global__ void K(pull_back_normalised)(const REAL *normalised, const REAL *scale, REAL *delta, int columns) {
  REAL *row = delta + (size_t)blockIdx.x * columns;
  const REAL *n = normalised + (size_t)blockIdx.x * columns;
  double s = 0;
  double t = 0;
  EACH_COLUMN(j) {
    s += row[j];
    t += (double)row[j] * n[j];
  }
  double mean = block_sum(s) / columns; // with no column nothing follows
  double along = block_sum(t) / columns;
  double factor = scale[blockIdx.x];
  EACH_COLUMN(j) row[j] = factor * (row[j] - mean - n[j] * along);
}
#undef EACH_COLUMN
