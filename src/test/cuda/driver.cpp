// CUDA's driver interface and the two products of cuBLAS, as far as the backend cuda calls them, on the processor: it runs the
// committed PTX, translated by ptx_to_cpp.py. For tests of the bindings and of the kernels' logic where there is no device; it
// says nothing of speed, nor of what a device's memory does with threads that run at once.
//
// Strict where a device is lenient: commands are carried out when the stream is waited for, threads of a block run in turn,
// forwards and backwards by turns; fresh memory is full of NaN; every access to memory is checked.
//
// A copy whose file has one of the names of FAULTS is a driver that fails.
#include <dlfcn.h>
#include <ucontext.h>

#include <algorithm>
#include <cfenv>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#ifdef HAVE_CUDA_H
#include <cuda.h> // the compiler compares our declarations with NVIDIA's
#else
typedef int CUresult;
typedef int CUdevice;
typedef int CUdevice_attribute;
typedef int CUjit_option;
typedef unsigned long long CUdeviceptr;
typedef struct CUctx_st *CUcontext;
typedef struct CUmod_st *CUmodule;
typedef struct CUfunc_st *CUfunction;
typedef struct CUstream_st *CUstream;
#define CUDAAPI
#endif

static const size_t MEMORY = (size_t)2 << 30;

struct Fault {};

struct Context {
  uint32_t tid_x, tid_y, tid_z, ntid_x, ntid_y, ntid_z, ctaid_x, ctaid_y, ctaid_z, nctaid_x, nctaid_y, nctaid_z;
  uint32_t dynamic_shared, shared_size;
  char *shared;
  ucontext_t *block, *mine;
};

struct Kernel {
  const char *name;
  void (*run)(Context &, void *const *);
  uint32_t shared;
  bool barriers;
  std::vector<size_t> params;
};

// ---- memory

static std::recursive_mutex lock;
static std::map<uint64_t, size_t> allocations;
static size_t in_use = 0;
static size_t limit = MEMORY;                        // an allocation beyond it is refused
static long pinned = 0, streams = 0, handles = 0;    // taken and not given back
static int dead = 0;
static uint64_t last_from = 1, last_to = 0;

static char *global_at(Context &, uint64_t at, size_t bytes) {
  if (at < last_from || at + bytes > last_to) {
    auto next = allocations.upper_bound(at);
    if (next == allocations.begin()) throw Fault();
    auto here = std::prev(next);
    if (at + bytes > here->first + here->second) throw Fault();
    last_from = here->first;
    last_to = here->first + here->second;
  }
  if (at % bytes) throw Fault();
  return (char *)at;
}

static char *shared_at(Context &c, uint32_t at, size_t bytes) {
  if (at + bytes > c.shared_size || at % bytes) throw Fault();
  return c.shared + at;
}

static char *generic_at(Context &c, uint64_t at, size_t bytes) {
  uint64_t from = (uint64_t)(uintptr_t)c.shared;
  if (at >= from && at < from + c.shared_size) return shared_at(c, (uint32_t)(at - from), bytes);
  return global_at(c, at, bytes);
}

// ---- instructions

template <class T, class S> static T bits(S s) {
  static_assert(sizeof(T) == sizeof(S), "");
  T t;
  memcpy(&t, &s, sizeof t);
  return t;
}

// A register read as a type: bits where the sizes are the same, else as the smaller number.
template <class T, class S> static inline T as(S s) {
  if constexpr (sizeof(T) == sizeof(S)) {
    T t;
    memcpy(&t, &s, sizeof t);
    return t;
  } else {
    return (T)s;
  }
}

template <class V, class T> static inline void set(V &v, T t) {
  if constexpr (sizeof(T) == sizeof(V)) {
    memcpy(&v, &t, sizeof t);
  } else {
    v = (V)t;
  }
}

template <class T> static T shl_(T t, uint32_t n) { return n >= sizeof(T) * 8 ? 0 : (T)(t << n); }
template <class T> static T shr_(T t, uint32_t n) { return n >= sizeof(T) * 8 ? (t < 0 ? (T)-1 : 0) : (T)(t >> n); }

__attribute__((noinline)) static float rounded(int mode, float a, float b, float c) {
  volatile float x = a, y = b, z = c;
  fesetround(mode);
  volatile float r = std::fma((float)x, (float)y, (float)z);
  fesetround(FE_TONEAREST);
  return r;
}
static float fma_rm(float a, float b, float c) { return rounded(FE_DOWNWARD, a, b, c); }
static float add_rz(float a, float b) { return rounded(FE_TOWARDZERO, a, 1, b); }
static float flushed(float t) { return std::fabs(t) < 0x1p-126f ? std::copysign(0.0f, t) : t; }
static float rcp_approx(float t) { return flushed(1 / flushed(t)); }
static float ex2_approx(float t) { return flushed(std::exp2(flushed(t))); }
// the upper 32 bits alone
static double rcp_approx(double t) { return bits<double>(bits<uint64_t>(1 / t) & ~0xffffffffULL); }
static float saturated(float t) { return t > 0 ? (t < 1 ? t : 1) : 0; }

static void barrier(Context &c) { swapcontext(c.mine, c.block); }

#ifdef KERNELS_INC
#include KERNELS_INC
#else
static const char *const SOURCE = "";
static const Kernel KERNELS[] = {};
#endif

// ---- a launch

struct Launch {
  const Kernel *kernel;
  uint32_t blocks, wide, high, dynamic;
  std::vector<char> values;
  std::vector<void *> params;
};

struct Thread {
  Context c;
  ucontext_t own;
  std::unique_ptr<char[]> stack;
  bool ended = false;
};

static const Kernel *running;
static void *const *arguments;
static bool faulted;

static void enter(unsigned high, unsigned low) {
  Thread *t = (Thread *)((uint64_t)high << 32 | low);
  try {
    running->run(t->c, arguments);
  } catch (Fault &) {
    faulted = true;
  }
  t->ended = true;
  swapcontext(&t->own, t->c.block);
}

static void run_block(const Launch &l, uint32_t block) {
  static std::vector<Thread> threads;
  const size_t STACK = 64 << 10;
  uint32_t dynamic = (l.kernel->shared + 15) / 16 * 16;
  std::vector<double> shared((dynamic + l.dynamic) / 8 + 2, NAN);
  ucontext_t here;
  size_t count = (size_t)l.wide * l.high;
  if (threads.size() < count) threads.resize(count);
  for (size_t k = 0; k < count; k++) {
    Thread &t = threads[k];
    t.c = {(uint32_t)(k % l.wide), (uint32_t)(k / l.wide), 0, l.wide, l.high, 1, block, 0, 0, l.blocks, 1, 1, dynamic,
           dynamic + l.dynamic, (char *)shared.data(), &here, &t.own};
    if (!l.kernel->barriers) {
      l.kernel->run(t.c, arguments);
      continue;
    }
    if (!t.stack) t.stack.reset(new char[STACK]);
    t.ended = false;
    getcontext(&t.own);
    t.own.uc_stack.ss_sp = t.stack.get();
    t.own.uc_stack.ss_size = STACK;
    t.own.uc_link = nullptr;
    uint64_t p = (uint64_t)(uintptr_t)&t;
    makecontext(&t.own, (void (*)())enter, 2, (unsigned)(p >> 32), (unsigned)p);
  }
  if (!l.kernel->barriers) return;
  for (bool backwards = block % 2;; backwards = !backwards) { // from barrier to barrier
    size_t ended = 0;
    for (size_t q = 0; q < count; q++) {
      Thread &t = threads[backwards ? count - 1 - q : q];
      if (!t.ended) swapcontext(&here, &t.own);
      ended += t.ended;
      if (faulted) throw Fault();
    }
    if (ended == count) return;
    if (ended > 0) throw Fault(); // some wait at a barrier at which others never arrive
  }
}

static void run(Launch l) {
  running = l.kernel;
  arguments = l.params.data();
  faulted = false;
  for (uint32_t b = 0; b < l.blocks; b++) run_block(l, b);
}

// ---- the stream: one order for all that waits

static std::vector<std::function<void()>> waiting;

static CUresult code(int value) { return (CUresult)value; }

static CUresult flush() {
  std::vector<std::function<void()>> now;
  now.swap(waiting);
  for (auto &command : now) {
    if (dead) break;
    try {
      command();
    } catch (Fault &) {
      dead = 700;
    }
  }
  return code(dead);
}

static CUresult later(std::function<void()> command) {
  std::lock_guard<std::recursive_mutex> guard(lock);
  if (!dead) waiting.push_back(command);
  return code(dead);
}

static char *whole(uint64_t at, size_t bytes) {
  Context none{};
  global_at(none, at, 1);
  if (at + bytes > last_to) throw Fault();
  return (char *)at;
}

// What is the matter with a driver of this file's name.
struct Character {
  const char *name;
  int init, version, major;
};
static const Character FAULTS[] = {{"no-device", 100, 13000, 9},
                                   {"mismatch", 803, 13000, 9},
                                   {"old-driver", 0, 9020, 9},
                                   {"old-device", 0, 13000, 6}};
static Character character() {
  Dl_info self;
  dladdr((void *)&character, &self);
  for (const Character &f : FAULTS)
    if (strstr(self.dli_fname, f.name)) return f;
  return {"", 0, 13000, 9};
}

extern "C" {

CUresult CUDAAPI cuInit(unsigned) { return code(character().init); }
CUresult CUDAAPI cuDriverGetVersion(int *version) { return *version = character().version, code(0); }
CUresult CUDAAPI cuDeviceGetCount(int *count) { return *count = 1, code(0); }
CUresult CUDAAPI cuDeviceGet(CUdevice *device, int ordinal) { return *device = ordinal, code(ordinal == 0 ? 0 : 101); }
CUresult CUDAAPI cuDeviceGetName(char *name, int room, CUdevice) {
  snprintf(name, room, "no device: PTX on the processor, for tests");
  return code(0);
}
CUresult CUDAAPI cuDeviceGetAttribute(int *value, CUdevice_attribute which, CUdevice) {
  *value = which == 75 ? character().major : which == 16 ? 4 : 0;
  return code(0);
}
CUresult CUDAAPI cuDeviceTotalMem_v2(size_t *bytes, CUdevice) { return *bytes = MEMORY, code(0); }
CUresult CUDAAPI cuDevicePrimaryCtxRetain(CUcontext *context, CUdevice) { return *context = (CUcontext)16, code(0); }
static thread_local CUcontext current = nullptr;
CUresult CUDAAPI cuCtxSetCurrent(CUcontext context) { return current = context, code(context == (CUcontext)16 ? 0 : 201); }

CUresult CUDAAPI cuMemGetInfo_v2(size_t *free, size_t *total) {
  std::lock_guard<std::recursive_mutex> guard(lock);
  *free = MEMORY - in_use;
  *total = MEMORY;
  return code(dead);
}

CUresult CUDAAPI cuModuleLoadDataEx(CUmodule *module, const void *image, unsigned count, CUjit_option *options,
                                    void **values) {
  uint64_t hash = 0xcbf29ce484222325ULL;
  for (const char *p = (const char *)image; *p; p++) hash = (hash ^ (unsigned char)*p) * 0x100000001b3ULL;
  char text[32];
  snprintf(text, sizeof text, "%016llx", (unsigned long long)hash);
  if (strcmp(text, SOURCE) != 0) {
    for (unsigned k = 0; k < count; k++)
      if ((int)options[k] == 5) strcpy((char *)values[k], "the library was made from another PTX");
    return code(218);
  }
  *module = (CUmodule)32;
  return code(0);
}

CUresult CUDAAPI cuModuleGetFunction(CUfunction *function, CUmodule, const char *name) {
  for (const Kernel &k : KERNELS)
    if (strcmp(k.name, name) == 0) return *function = (CUfunction)&k, code(0);
  return code(500);
}

CUresult CUDAAPI cuMemAlloc_v2(CUdeviceptr *address, size_t bytes) {
  std::lock_guard<std::recursive_mutex> guard(lock);
  if (dead) return code(dead);
  if (!current) return code(201);
  if (bytes == 0) return code(1);
  void *p = bytes > MEMORY || in_use + bytes > limit ? nullptr : aligned_alloc(256, (bytes + 255) / 256 * 256);
  if (!p) return code(2);
  memset(p, 0xff, bytes); // NaN
  allocations[(uint64_t)(uintptr_t)p] = bytes;
  in_use += bytes;
  *address = (CUdeviceptr)(uintptr_t)p;
  return code(0);
}

CUresult CUDAAPI cuMemFree_v2(CUdeviceptr address) {
  std::lock_guard<std::recursive_mutex> guard(lock);
  flush();
  auto here = allocations.find(address);
  if (here == allocations.end()) return code(1);
  in_use -= here->second;
  allocations.erase(here);
  last_from = 1;
  last_to = 0;
  free((void *)(uintptr_t)address);
  return code(dead);
}

CUresult CUDAAPI cuMemHostAlloc(void **memory, size_t bytes, unsigned) {
  std::lock_guard<std::recursive_mutex> guard(lock);
  *memory = aligned_alloc(256, bytes);
  pinned += *memory != nullptr;
  return code(*memory ? 0 : 2);
}
CUresult CUDAAPI cuMemFreeHost(void *memory) {
  std::lock_guard<std::recursive_mutex> guard(lock);
  flush();
  free(memory);
  pinned--;
  return code(dead);
}

CUresult CUDAAPI cuMemsetD8Async(CUdeviceptr to, unsigned char value, size_t bytes, CUstream) {
  return later([=] { memset(whole(to, bytes), value, bytes); });
}
CUresult CUDAAPI cuMemcpyHtoDAsync_v2(CUdeviceptr to, const void *from, size_t bytes, CUstream) {
  return later([=] { memcpy(whole(to, bytes), from, bytes); });
}
CUresult CUDAAPI cuMemcpyDtoHAsync_v2(void *to, CUdeviceptr from, size_t bytes, CUstream) {
  return later([=] { memcpy(to, whole(from, bytes), bytes); });
}
CUresult CUDAAPI cuMemcpyDtoDAsync_v2(CUdeviceptr to, CUdeviceptr from, size_t bytes, CUstream) {
  return later([=] {
    whole(from, bytes);
    memmove(whole(to, bytes), (void *)(uintptr_t)from, bytes);
  });
}

CUresult CUDAAPI cuStreamCreate(CUstream *stream, unsigned) {
  std::lock_guard<std::recursive_mutex> guard(lock);
  streams += !dead;
  return *stream = (CUstream)48, code(dead);
}
CUresult CUDAAPI cuStreamDestroy_v2(CUstream) {
  std::lock_guard<std::recursive_mutex> guard(lock);
  streams--;
  return code(dead);
}
CUresult CUDAAPI cuStreamSynchronize(CUstream) {
  std::lock_guard<std::recursive_mutex> guard(lock);
  return flush();
}

CUresult CUDAAPI cuLaunchKernel(CUfunction function, unsigned blocks, unsigned by, unsigned bz, unsigned wide,
                                unsigned high, unsigned deep, unsigned shared, CUstream, void **params, void **) {
  Launch l;
  l.kernel = (const Kernel *)function;
  if (blocks == 0 || by * bz * deep != 1 || wide * high == 0 || wide * high > 1024 || l.kernel->shared + shared > 48 << 10)
    return code(1);
  l.blocks = blocks;
  l.wide = wide;
  l.high = high;
  l.dynamic = shared;
  auto values = std::make_shared<std::vector<uint64_t>>(l.kernel->params.size());
  for (size_t k = 0; k < values->size(); k++) {
    memcpy(&(*values)[k], params[k], l.kernel->params[k]);
    l.params.push_back(&(*values)[k]);
  }
  return later([l, values] { run(l); });
}

CUresult CUDAAPI cuGetErrorName(CUresult error, const char **name) {
  switch ((int)error) {
    case 1: return *name = "CUDA_ERROR_INVALID_VALUE", code(0);
    case 2: return *name = "CUDA_ERROR_OUT_OF_MEMORY", code(0);
    case 100: return *name = "CUDA_ERROR_NO_DEVICE", code(0);
    case 201: return *name = "CUDA_ERROR_INVALID_CONTEXT", code(0);
    case 218: return *name = "CUDA_ERROR_INVALID_PTX", code(0);
    case 500: return *name = "CUDA_ERROR_NOT_FOUND", code(0);
    case 700: return *name = "CUDA_ERROR_ILLEGAL_ADDRESS", code(0);
    case 803: return *name = "CUDA_ERROR_SYSTEM_DRIVER_MISMATCH", code(0);
    default: return *name = nullptr, code(1);
  }
}

// ---- what no driver has: for ProcessorDriver of the tests

// What is taken and not given back: pieces of memory, pinned memory, streams and handles; bytes of the device's memory.
int processorHeld(long long *pieces, long long *bytes) {
  std::lock_guard<std::recursive_mutex> guard(lock);
  *pieces = (long long)allocations.size() + pinned + streams + handles;
  *bytes = (long long)in_use;
  return 0;
}

// From now on at most so many bytes more than are taken.
int processorRoom(long long bytes) {
  std::lock_guard<std::recursive_mutex> guard(lock);
  limit = (size_t)bytes > MEMORY - in_use ? MEMORY : in_use + (size_t)bytes;
  return 0;
}

// ---- cuBLAS

int cublasCreate_v2(void **handle) {
  std::lock_guard<std::recursive_mutex> guard(lock);
  handles += current != nullptr;
  return *handle = (void *)64, current ? 0 : 1;
}
int cublasDestroy_v2(void *) {
  std::lock_guard<std::recursive_mutex> guard(lock);
  return handles--, 0;
}
int cublasSetStream_v2(void *, void *stream) { return stream == (void *)48 ? 0 : 7; }
int cublasGetProperty(int, int *value) { return *value = 0, 0; }
}

template <class T>
static int gemm(int ta, int tb, int m, int n, int k, T alpha, const T *a, int lda, const T *b, int ldb, T beta, T *c, int ldc) {
  if (m < 0 || n < 0 || k < 0 || lda < std::max(1, ta ? k : m) || ldb < std::max(1, tb ? n : k) || ldc < std::max(1, m)) return 7;
  later([=] {
    for (int j = 0; j < n; j++)
      for (int i = 0; i < m; i++) {
        T s = 0;
        for (int l = 0; alpha != 0 && l < k; l++)
          s += a[ta ? (size_t)i * lda + l : (size_t)l * lda + i] * b[tb ? (size_t)l * ldb + j : (size_t)j * ldb + l];
        T &to = *(T *)whole((uint64_t)(uintptr_t)(c + (size_t)j * ldc + i), sizeof(T));
        to = beta == 0 ? alpha * s : alpha * s + beta * to;
      }
  });
  return 0;
}

extern "C" {
int cublasDgemm_v2(void *, int ta, int tb, int m, int n, int k, const double *alpha, const double *a, int lda,
                   const double *b, int ldb, const double *beta, double *c, int ldc) {
  return gemm(ta, tb, m, n, k, *alpha, a, lda, b, ldb, *beta, c, ldc);
}
int cublasSgemm_v2(void *, int ta, int tb, int m, int n, int k, const float *alpha, const float *a, int lda,
                   const float *b, int ldb, const float *beta, float *c, int ldc) {
  return gemm(ta, tb, m, n, k, *alpha, a, lda, b, ldb, *beta, c, ldc);
}
}
