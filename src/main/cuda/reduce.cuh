// Sums by one block of THREADS threads, in a tree that depends on THREADS alone.
#define THREADS 256

// The sum over the threads of a block, for all of them. Every thread calls it.
__device__ double block_sum(double mine) {
  __shared__ double parts[THREADS];
  __syncthreads(); // the last sum has been read
  parts[threadIdx.x] = mine;
  for (int half = THREADS / 2; half > 0; half /= 2) {
    __syncthreads();
    if (threadIdx.x < half) parts[threadIdx.x] += parts[threadIdx.x + half];
  }
  __syncthreads();
  return parts[0];
}

// The terms of a sum over all blocks: k = this thread, this thread + all threads, ...
#define EACH_TERM(k) \
  for (size_t k = (size_t)blockIdx.x * THREADS + threadIdx.x; k < size; k += (size_t)gridDim.x * THREADS)

#define LEAVE(partial, s)       \
  double total = block_sum(s);  \
  if (threadIdx.x == 0) partial[blockIdx.x] = total

// The sum of sums.
extern "C" __global__ void sum_partial(const double *m, double *partial, unsigned size) {
  double s = 0;
  EACH_TERM(k) s += m[k];
  LEAVE(partial, s);
}
