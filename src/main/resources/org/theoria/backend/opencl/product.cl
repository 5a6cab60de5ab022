// c <- alpha*op(a)*op(b) + beta*c. A factor is read through two strides, so that a transposed one is one with the
// strides exchanged.

// For processors: both factors are first copied into strips that the tile kernel reads from end to end, padded with
// zeros. A tile is TILE_ROWS x TILE_COLUMNS; its sums stay in registers.
#define CAT_(a, b) a##b
#define CAT(a, b) CAT_(a, b)
#define VECTOR CAT(REAL, TILE_COLUMNS)
#define LOAD CAT(vload, TILE_COLUMNS)
#define STORE CAT(vstore, TILE_COLUMNS)

// strips[tile][l][r] = entry (tile*ROWS + r, l), for l < inner
#define PACK(NAME, ROWS)                                                                          \
  __kernel void NAME(__global const REAL *m, int outer_stride, int inner_stride, int outer, int inner, \
                     __global REAL *strips) {                                                     \
    int l = get_global_id(0);                                                                     \
    int tile = get_global_id(1);                                                                  \
    if (l >= inner) return;                                                                       \
    __global REAL *to = strips + ((size_t)tile * inner + l) * ROWS;                               \
    __global const REAL *from = m + (size_t)l * inner_stride;                                     \
    for (int r = 0; r < ROWS; r++) {                                                              \
      int i = tile * ROWS + r;                                                                    \
      to[r] = i < outer ? from[(size_t)i * outer_stride] : 0;                                     \
    }                                                                                             \
  }

PACK(pack_left, TILE_ROWS)
PACK(pack_right, TILE_COLUMNS)

// One tile of c gains alpha times the product of two strips of this depth, after c was multiplied by beta.
inline void add_tile(REAL alpha, __global const REAL *a, __global const REAL *b, int depth, REAL beta,
                     __global REAL *c, int columns, int height, int width) {
  VECTOR sums[TILE_ROWS];
#pragma unroll
  for (int r = 0; r < TILE_ROWS; r++) sums[r] = (VECTOR)(0);
  for (int l = 0; l < depth; l++) {
    VECTOR t = LOAD(l, b);
#pragma unroll
    for (int r = 0; r < TILE_ROWS; r++) sums[r] += a[r] * t;
    a += TILE_ROWS;
  }
#pragma unroll
  for (int r = 0; r < TILE_ROWS; r++) {
    if (r < height) {
      __global REAL *to = c + (size_t)r * columns;
      if (width == TILE_COLUMNS) {
        STORE(beta == 0 ? alpha * sums[r] : alpha * sums[r] + beta * LOAD(0, to), 0, to);
      } else {
        REAL row[TILE_COLUMNS];
        STORE(alpha * sums[r], 0, row);
        for (int j = 0; j < width; j++) to[j] = beta == 0 ? row[j] : row[j] + beta * to[j];
      }
    }
  }
}

// One work-item for each block of BLOCK_DOWN x BLOCK_ACROSS tiles. It takes BLOCK_INNER terms of all its sums at a
// time: what it reads of a and b then stays in the second cache, and a strip of b in the first.
__kernel void multiply_strips(REAL alpha, __global const REAL *a, __global const REAL *b, REAL beta, __global REAL *c,
                              int rows, int columns, int inner) {
  int top = get_global_id(0) * (BLOCK_DOWN * TILE_ROWS);
  int left = get_global_id(1) * (BLOCK_ACROSS * TILE_COLUMNS);
  int bottom = min(rows, top + BLOCK_DOWN * TILE_ROWS);
  int right = min(columns, left + BLOCK_ACROSS * TILE_COLUMNS);
  int from = 0;
  do { // once for an empty sum too: c is multiplied by beta
    int depth = min(BLOCK_INNER, inner - from);
    for (int j = left; j < right; j += TILE_COLUMNS) {
      for (int i = top; i < bottom; i += TILE_ROWS) {
        // strips are one after the other, inner entries of TILE_ROWS or TILE_COLUMNS numbers each
        add_tile(alpha, a + (size_t)i * inner + from * TILE_ROWS, b + (size_t)j * inner + from * TILE_COLUMNS, depth,
                 from == 0 ? beta : 1, c + (size_t)i * columns + j, columns, min(TILE_ROWS, rows - i),
                 min(TILE_COLUMNS, columns - j));
      }
    }
    from += BLOCK_INNER;
  } while (from < inner);
}

// For graphics processors: a work-group of 16 x 16 forms a tile of 64 x 64 by strips of 16 in local memory; each
// work-item keeps 4 x 4 sums, 16 apart, so that neighbours read and write neighbours.
#define SIDE 16
#define EACH 4
#define TILE (SIDE * EACH)

__kernel __attribute__((reqd_work_group_size(SIDE, SIDE, 1)))
void multiply_local(REAL alpha, __global const REAL *a, int a_row, int a_inner, __global const REAL *b, int b_inner,
                    int b_column, REAL beta, __global REAL *c, int rows, int columns, int inner) {
  __local REAL as[SIDE][TILE + 1];
  __local REAL bs[SIDE][TILE + 1];
  int x = get_local_id(0);
  int y = get_local_id(1);
  int item = y * SIDE + x;
  int left = get_group_id(0) * TILE;
  int top = get_group_id(1) * TILE;
  REAL sums[EACH][EACH];
  for (int r = 0; r < EACH; r++)
    for (int s = 0; s < EACH; s++) sums[r][s] = 0;
  for (int from = 0; from < inner; from += SIDE) {
    for (int q = 0; q < EACH; q++) {
      int e = item + q * SIDE * SIDE;
      // neighbours in the direction in which the factor lies in memory
      int l = a_inner == 1 ? e % SIDE : e / TILE;
      int i = a_inner == 1 ? e / SIDE : e % TILE;
      as[l][i] = from + l < inner && top + i < rows
                     ? a[(size_t)(top + i) * a_row + (size_t)(from + l) * a_inner]
                     : 0;
      l = b_column == 1 ? e / TILE : e % SIDE;
      int j = b_column == 1 ? e % TILE : e / SIDE;
      bs[l][j] = from + l < inner && left + j < columns
                     ? b[(size_t)(from + l) * b_inner + (size_t)(left + j) * b_column]
                     : 0;
    }
    barrier(CLK_LOCAL_MEM_FENCE);
    for (int l = 0; l < SIDE; l++) {
      REAL u[EACH], v[EACH];
      for (int r = 0; r < EACH; r++) u[r] = as[l][y + r * SIDE];
      for (int s = 0; s < EACH; s++) v[s] = bs[l][x + s * SIDE];
      for (int r = 0; r < EACH; r++)
        for (int s = 0; s < EACH; s++) sums[r][s] += u[r] * v[s];
    }
    barrier(CLK_LOCAL_MEM_FENCE);
  }
  for (int r = 0; r < EACH; r++) {
    int i = top + y + r * SIDE;
    for (int s = 0; s < EACH; s++) {
      int j = left + x + s * SIDE;
      if (i < rows && j < columns) {
        size_t k = (size_t)i * columns + j;
        c[k] = beta == 0 ? alpha * sums[r][s] : alpha * sums[r][s] + beta * c[k];
      }
    }
  }
}
