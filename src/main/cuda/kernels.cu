// The kernels of the backend cuda, each for both formats: NAME_f64 and NAME_f32. .ci/CudaPtx.java compiles them to
// src/main/resources/org/theoria/backend/cuda/kernels.ptx with --fmad=false: a product and a sum are rounded one after the
// other, as on the processor, but where fma is written. Nothing is added by atomics: results depend on the order in which
// threads run nowhere.
#include "functions.cuh"
#include "reduce.cuh"

#define REAL double
#define K(name) name##_f64
#include "entries.cuh"
#include "rows.cuh"
#include "softmax.cuh"
#include "product.cuh"
#include "batch.cuh"
#undef REAL
#undef K

#define REAL float
#define K(name) name##_f32
#include "entries.cuh"
#include "rows.cuh"
#include "softmax.cuh"
#include "product.cuh"
#include "batch.cuh"
