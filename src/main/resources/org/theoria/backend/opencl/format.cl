// REAL is the format of matrices (-D REAL=float or double), ACC that of sums: double wherever the device has it.
#ifdef HAS_DOUBLE
#pragma OPENCL EXTENSION cl_khr_fp64 : enable
typedef double ACC;
#else
typedef float ACC;
#endif
