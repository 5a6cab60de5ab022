#!/usr/bin/env python3
"""The same work as our benchmarks, done with what a user would pick instead (NumPy, PyTorch, SymPy, Hypothesis).

Set-up:  python3 -m venv .peers && .peers/bin/pip install torch numpy sympy hypothesis
Run:     .peers/bin/python peers.py [--data DIR] [task ...]     (all tasks by default; use the same cores as ours)
         A Debian system's own Python with python3-torch (1.13), python3-numpy, python3-sympy, python3-hypothesis does as well: where
         torch.func is missing (before torch 2), its functions are taken from functorch.
Prints one JSON line a figure: {"task", "peer", "metric", "value", "unit"}; the best peer of a task is its largest value
(for a rate) or its smallest (for seconds). A peer that cannot run gives {"task", "peer", "unavailable": why} instead.
backprop-sweep tries every way that we know of to do it fast, each on the same networks and each compared with the others' gradients:
NumPy by hand (matmul and einsum, in one process and in one process a core), torch autograd on the batch (baddbmm), torch by hand (bmm), both with
one thread and with one a core, and vmap(grad). Quote only ratios measured in one run beside ours: machines drift by factors.
--data: the folder with the MNIST digits in IDX form; local-dimension trains its network on them and writes it, with the
inputs, to local-dimension.npz and local-dimension-deficient.npz (W1,b1,..,W4,b4, X of shape n x 784), so that both sides measure the same matrix.
"""
import gzip, json, multiprocessing, os, struct, sys, time
import numpy as np

DATA = "../data"

def out(task, peer, metric, value, unit):
    print(json.dumps(dict(task=task, peer=peer, metric=metric, value=value, unit=unit)), flush=True)

def unavailable(task, peer, why):
    print(json.dumps(dict(task=task, peer=peer, unavailable=" ".join(str(why).split()))), flush=True)

def timed(f, min_s=3.0):
    f(); n = 0; t0 = time.perf_counter()
    while time.perf_counter() - t0 < min_s: f(); n += 1
    return (time.perf_counter() - t0) / n

# --- rank-bounds-sweep: (1,8,1) ReLU networks on 16 sorted points; pattern count and Jacobian rank of each ---------------
def _ranks(method, seed=0, batch=4000, n1=8, n=16):
    rng = np.random.default_rng(seed)
    w = rng.integers(-9, 10, (batch, n1)).astype(float); b = rng.integers(-19, 20, (batch, n1)) / 2 + .25; v = rng.choice([-3., -2, -1, 1, 2, 3], (batch, n1))
    x = np.sort(rng.permuted(np.tile(np.arange(-20., 21), (batch, 1)), axis=1)[:, :n], axis=1)
    pre = w[:, None, :] * x[:, :, None] + b[:, None, :]; a = pre >= 0
    J = np.concatenate([v[:, None] * x[:, :, None] * a, v[:, None] * a, pre * a, np.ones((batch, n, 1))], axis=2)
    A = (a[:, 1:] != a[:, :-1]).any(axis=2).sum(axis=1) + 1
    if method == "svd": r = np.linalg.matrix_rank(J)
    elif method == "torch-svd":
        import torch; r = torch.linalg.matrix_rank(torch.from_numpy(J)).numpy()
    else:  # squared condition number: faster and less safe
        s = np.linalg.eigvalsh(J @ J.transpose(0, 2, 1)); r = (s > s[:, -1:] * 1e-13).sum(axis=1)
    assert method == "gram" or ((r * 2 >= A) & (r <= 2 * A)).all()
    return batch

def rank_bounds_sweep():
    for m in ("svd", "torch-svd", "gram"): out("rank-bounds-sweep", m if m == "torch-svd" else "numpy-" + m, "instances_per_s", 4000 / timed(lambda: _ranks(m)), "1/s")
    with multiprocessing.get_context("spawn").Pool(2) as p:
        for m in ("svd", "gram"): out("rank-bounds-sweep", f"numpy-{m}-2-processes", "instances_per_s", 16000 / timed(lambda: p.starmap(_ranks, [(m, s) for s in range(4)], 1)), "1/s")

# --- rank-small: (2,4,4,1) ReLU networks, n <= 34, entries in quarters, kinks between two examples; rank of the Jacobian --------------
def _small_ranks(method, seed=0, batch=1000, arch=(2, 4, 4, 1), most=34):
    """Batches of the same n, half of them the largest; the rows of J are the n gradients."""
    rng = np.random.default_rng(seed); n = most if seed % 2 else int(rng.integers(1, most + 1)); pick = lambda z: np.take_along_axis(z, rng.integers(0, n, (batch, 1, z.shape[2])), 1)
    f = [rng.integers(-40, 41, (batch, n, arch[0])) / 4]; ws = []; slopes = []
    for a, b in zip(arch, arch[1:]):
        ws.append(rng.integers(-12, 13, (batch, b, a)) / 4); z = f[-1] @ ws[-1].transpose(0, 2, 1)
        z = z + np.floor(-(pick(z) + pick(z)) * 2 + rng.integers(-3, 4, (batch, 1, b))) / 4
        slopes.append((z >= 0).astype(float)); f.append(slopes[-1] * z)
    r = np.ones((batch, n, 1)); parts = []
    for h in range(len(ws) - 1, -1, -1):
        parts += [(r[:, :, :, None] * f[h][:, :, None, :]).reshape(batch, n, -1), r]
        if h: r = (r @ ws[h]) * slopes[h - 1]
    J = np.concatenate(parts, axis=2)
    if method == "svd": k = np.linalg.matrix_rank(J)
    else: s = np.linalg.eigvalsh(J @ J.transpose(0, 2, 1)); k = (s > s[:, -1:] * 1e-13).sum(axis=1)
    assert k.max() <= min(n, 29)
    return batch

def rank_small():
    for m in ("svd", "gram"):
        rate = lambda pool: 8000 / timed(lambda: pool(_small_ranks, [(m, s) for s in range(8)]))
        out("rank-small", "numpy-" + m, "networks_per_s", rate(lambda f, xs: [f(*x) for x in xs]), "1/s")
        with multiprocessing.get_context("spawn").Pool(2) as p: out("rank-small", f"numpy-{m}-2-processes", "networks_per_s", rate(lambda f, xs: p.starmap(f, xs, 1)), "1/s")

# --- backprop-sweep: one gradient each of random tanh networks --------------------------------------------------------------
def _networks(batch, arch):
    """W1, b1, W2, b2, ... of `batch` networks, an input and a target each; standard normal, float64."""
    rng = np.random.default_rng(0); params = []
    for a, b in zip(arch, arch[1:]): params += [rng.standard_normal((batch, b, a)), rng.standard_normal((batch, b))]
    return params, rng.standard_normal((batch, arch[0])), rng.standard_normal((batch, arch[-1]))

def _numpy_gradients(ps, x, y):
    """Backpropagation by hand on the whole batch: matmul forward and backward, a broadcast product for the outer products."""
    fs = [x]
    for i in range(0, len(ps), 2): fs.append(np.tanh(np.matmul(ps[i], fs[-1][:, :, None])[:, :, 0] + ps[i + 1]))
    d = 2 * (fs[-1] - y) * (1 - fs[-1] ** 2); gs = [None] * len(ps)
    for i in range(len(ps) - 2, -1, -2):
        f = fs[i // 2]; gs[i] = d[:, :, None] * f[:, None, :]; gs[i + 1] = d
        if i: d = np.matmul(d[:, None, :], ps[i])[:, 0, :] * (1 - f ** 2)
    return gs

def _numpy_einsum_gradients(ps, x, y):
    fs = [x]
    for i in range(0, len(ps), 2): fs.append(np.tanh(np.einsum("nij,nj->ni", ps[i], fs[-1]) + ps[i + 1]))
    d = 2 * (fs[-1] - y) * (1 - fs[-1] ** 2); gs = [None] * len(ps)
    for i in range(len(ps) - 2, -1, -2):
        f = fs[i // 2]; gs[i] = np.einsum("ni,nj->nij", d, f); gs[i + 1] = d
        if i: d = np.einsum("ni,nij->nj", d, ps[i]) * (1 - f ** 2)
    return gs

def _torch_gradients(torch, ps, x, y):
    """Batched autograd: baddbmm forward, one backward of the summed loss (the networks share nothing, so each gets its own gradient)."""
    h = x[:, :, None]
    for i in range(0, len(ps), 2): h = torch.tanh(torch.baddbmm(ps[i + 1][:, :, None], ps[i], h))
    return torch.autograd.grad(((h[:, :, 0] - y) ** 2).sum(), ps)

def _torch_manual_gradients(torch, ps, x, y):
    fs = [x[:, :, None]]
    for i in range(0, len(ps), 2): fs.append(torch.tanh(torch.baddbmm(ps[i + 1][:, :, None], ps[i], fs[-1])))
    d = 2 * (fs[-1] - y[:, :, None]) * (1 - fs[-1] ** 2); gs = [None] * len(ps)
    for i in range(len(ps) - 2, -1, -2):
        f = fs[i // 2]; gs[i] = torch.bmm(d, f.transpose(1, 2)); gs[i + 1] = d[:, :, 0]
        if i: d = torch.bmm(ps[i].transpose(1, 2), d) * (1 - f ** 2)
    return gs

def _numpy_sweep(form, batch, arch, seconds):
    """One process's share: gradients per second."""
    data = _networks(batch, arch)
    return batch / timed(lambda: NUMPY_FORMS[form](*data), seconds)

NUMPY_FORMS = {"numpy-matmul": _numpy_gradients, "numpy-einsum": _numpy_einsum_gradients}

def backprop_sweep(batch=2000, arch=(4, 16, 16, 3)):
    task, metric, seconds = "backprop-sweep", "gradients_per_s", 2.0; cores = len(os.sched_getaffinity(0))
    def rate(peer, f): out(task, peer, metric, batch / timed(f, seconds), "1/s")
    ps, x, y = _networks(batch, arch); reference = _numpy_gradients(ps, x, y)
    def agrees(peer, gs):  # a peer that computes something else is no peer
        for g, r in zip(gs, reference): assert np.allclose(np.asarray(g), r, rtol=1e-9, atol=1e-9), peer + " disagrees with numpy"
    agrees("numpy-einsum", _numpy_einsum_gradients(ps, x, y))
    for form, f in NUMPY_FORMS.items(): rate(form, lambda: f(ps, x, y))
    with multiprocessing.get_context("spawn").Pool(cores) as pool:
        for form in NUMPY_FORMS:
            pool.starmap(_numpy_sweep, [(form, batch, arch, 0.1)] * cores, 1)
            out(task, f"{form}-{cores}-processes", metric, sum(pool.starmap(_numpy_sweep, [(form, batch, arch, seconds)] * cores, 1)), "1/s")
    try: import torch
    except ImportError as e: return unavailable(task, "torch", e)
    tp, tx, ty = [torch.from_numpy(p) for p in ps], torch.from_numpy(x), torch.from_numpy(y)
    leaves = [p.clone().requires_grad_() for p in tp]
    for threads in sorted({1, cores}):
        torch.set_num_threads(threads); suffix = "" if threads == cores else "-1-thread"
        agrees("torch-autograd", [g.detach() for g in _torch_gradients(torch, leaves, tx, ty)]); agrees("torch-manual", _torch_manual_gradients(torch, tp, tx, ty))
        rate("torch-autograd-baddbmm" + suffix, lambda: _torch_gradients(torch, leaves, tx, ty))
        def manual():
            with torch.no_grad(): _torch_manual_gradients(torch, tp, tx, ty)
        rate("torch-manual-bmm" + suffix, manual)
    torch.set_num_threads(cores)
    try: name = "torch.func"; from torch.func import grad, vmap
    except ImportError:
        try: name = "functorch"; from functorch import grad, vmap  # the same functions, before they moved into torch 2
        except ImportError as e: return unavailable(task, "torch.func", e)
    def loss(ps, x, y):
        h = x
        for i in range(0, len(ps), 2): h = torch.tanh(ps[i] @ h + ps[i + 1])
        return ((h - y) ** 2).sum()
    g = vmap(grad(loss)); agrees(name, g(tp, tx, ty))
    rate(name, lambda: g(tp, tx, ty))

# --- training: Adam epochs of a ReLU classifier ---------------------------------------------------------------------------
def training(n=4000, arch=(784, 256, 128, 10), batch=256, dtype="float64"):
    import torch
    dt = getattr(torch, dtype); torch.manual_seed(0)
    X = torch.rand(n, arch[0], dtype=dt); Y = torch.randint(0, arch[-1], (n,)); layers = []
    for a, b in zip(arch, arch[1:]): layers += [torch.nn.Linear(a, b, dtype=dt), torch.nn.ReLU()]
    net = torch.nn.Sequential(*layers[:-1]); opt = torch.optim.Adam(net.parameters(), 1e-3); ce = torch.nn.CrossEntropyLoss()
    def epoch():
        for i in range(0, n, batch):
            opt.zero_grad(set_to_none=True); ce(net(X[i:i + batch]), Y[i:i + batch]).backward(); opt.step()
    for threads in sorted({1, len(os.sched_getaffinity(0))}):
        torch.set_num_threads(threads); out("training-" + dtype, "torch-%d-thread%s" % (threads, "s"[:threads > 1]), "epochs_per_s", 1 / timed(epoch, 5), "1/s")

# --- small-network-batch: loss and gradient of 20,000 tanh networks (1,8,1) on 16 examples, and gradient steps of all of them ---------
def small_network_batch(batch=20000, width=8, n=16, rate=2.0 ** -16):
    """vmap(grad) and batched autograd; each with one thread and with one a core. Squared loss, one sample for all networks, float64."""
    task, seconds = "small-network-batch", 3.0
    try: import torch
    except ImportError as e: return unavailable(task, "torch", e)
    try: name = "torch.func"; from torch.func import grad_and_value, vmap
    except ImportError:
        try: name = "functorch"; from functorch import grad_and_value, vmap  # the same functions, before they moved into torch 2
        except ImportError as e: return unavailable(task, "torch.func", e)
    torch.manual_seed(0); t = lambda *shape: torch.rand(*shape, dtype=torch.float64) - .5
    ps = [t(batch, width, 1), t(batch, width, 1), t(batch, 1, width), t(batch, 1, 1)]; x, y = 2 * t(1, n), 2 * t(1, n)
    def loss(w, b, v, c): return ((v @ torch.tanh(w @ x + b) + c - y) ** 2).sum()
    g = vmap(grad_and_value(loss, argnums=(0, 1, 2, 3)))
    def mapped(ps): return g(*ps)[0]
    def autograd(ps):
        leaves = [p.detach().requires_grad_() for p in ps]
        return torch.autograd.grad(loss(*leaves), leaves)  # networks share nothing, so each gets its own gradient
    for a, b in zip(mapped(ps), autograd(ps)): assert torch.allclose(a, b, rtol=1e-9, atol=1e-9), "the two disagree"
    for threads in sorted({1, len(os.sched_getaffinity(0))}):
        torch.set_num_threads(threads); suffix = "-%d-thread%s" % (threads, "s"[:threads > 1])
        for peer, f in ((name + "-vmap", mapped), ("torch-autograd", autograd)):
            out(task, peer + suffix, "networks_per_s", batch / timed(lambda: f(ps), seconds), "1/s")
            def step(f=f):
                for p, d in zip(ps, f(ps)): p.sub_(d, alpha=rate)
            out(task, peer + suffix, "network_steps_per_s", batch / timed(step, seconds), "1/s")

# --- local-dimension: rank of the Jacobian of a trained MNIST network (rank-deficient, as in the paper) -----------------------
def _idx(name):
    with gzip.open(os.path.join(DATA, name)) as f:
        magic = struct.unpack(">I", f.read(4))[0]; dims = struct.unpack(">" + "I" * (magic & 255), f.read(4 * (magic & 255)))
        return np.frombuffer(f.read(), np.uint8).reshape(dims)

def local_dimension(n=300, arch=(784, 30, 30, 30, 10), epochs=60, pool=1, task="local-dimension"):
    """pool=4 averages the digits to 7 x 7, small enough that the Jacobian is rank-deficient and thresholds disagree."""
    import torch
    try: from torch.func import jacrev, vmap, functional_call
    except ImportError:
        try: from functorch import jacrev, vmap, make_functional  # the same functions, before they moved into torch 2
        except ImportError as e: return unavailable(task, "torch.func", e)
        def functional_call(net, p, x): return make_functional(net)[0](tuple(p.values()), *x)
    torch.manual_seed(0); X = torch.from_numpy(_idx("mnist-10k-images-idx3-ubyte.gz").reshape(-1, 784) / 255.0); Y = torch.from_numpy(_idx("mnist-10k-labels-idx1-ubyte.gz").astype(np.int64))
    X = X.reshape(-1, 28 // pool, pool, 28 // pool, pool).mean((2, 4)).reshape(len(X), -1); layers = []
    for a, b in zip(arch, arch[1:]): layers += [torch.nn.Linear(a, b, dtype=torch.float64), torch.nn.ReLU()]
    net = torch.nn.Sequential(*layers[:-1]); opt = torch.optim.SGD(net.parameters(), 0.1); ce = torch.nn.CrossEntropyLoss()
    for _ in range(epochs):
        for i in range(0, 4000, 256): opt.zero_grad(); ce(net(X[i:min(i + 256, 4000)]), Y[i:min(i + 256, 4000)]).backward(); opt.step()
    X = X[:n]; ps = {k: v.detach() for k, v in net.named_parameters()}
    names = {f"{'W' if k.endswith('weight') else 'b'}{int(k.split('.')[0]) // 2 + 1}": v.numpy() for k, v in ps.items()}
    np.savez(task + ".npz", X=X.numpy(), **names)
    t0 = time.perf_counter()
    with torch.no_grad(): J = torch.cat([j.reshape(n * arch[-1], -1) for j in vmap(jacrev(lambda p, x: functional_call(net, p, (x,))), (None, 0))(ps, X).values()], 1)
    tj = time.perf_counter() - t0
    t0 = time.perf_counter(); G = J @ J.T; s = torch.linalg.eigvalsh(G); tg = time.perf_counter() - t0
    r = int((s > s[-1] * max(J.shape) * 2.2e-16).sum())
    out(task, "torch-gram-eigvalsh", "seconds", tj + tg, "s"); out(task, "torch-gram-eigvalsh", "rank", r, "of a %dx%d Jacobian" % tuple(J.shape))
    t0 = time.perf_counter(); s = torch.linalg.svdvals(J); ts = time.perf_counter() - t0
    out(task, "torch-svd", "seconds", tj + ts, "s"); out(task, "torch-svd", "rank", int((s > s[0] * max(J.shape) * 2.2e-16).sum()), "published threshold, of a %dx%d Jacobian" % tuple(J.shape))

# --- saddle-classification: class of critical points of the deep linear risk (all subsets, tightened and not) ------------------
def saddle_points(dims=(4, 3, 3, 3), n=8, seed=0):
    """Critical points of every subset S, both kinds, in random gauges: X, Y and a list of parameter vectors."""
    import itertools
    rng = np.random.default_rng(seed); X = rng.normal(size=(dims[0], n)); Y = rng.normal(size=(dims[-1], n)); B = Y @ X.T @ np.linalg.inv(X @ X.T); U, d, _ = np.linalg.svd(B @ X); out_ = []
    for r in range(min(dims) + 1):
        for S in itertools.combinations(range(dims[-1]), r):
            for loose in (False, True):
                W1 = np.zeros((dims[1], dims[0])); W1[:r] = U[:, S].T @ B; W2 = np.zeros((dims[2], dims[1])); W2[:r, :r] = np.eye(r)
                if loose: W2[r:, r:] = rng.normal(size=(dims[2] - r, dims[1] - r))
                W3 = np.zeros((dims[3], dims[2])); W3[:, :r] = U[:, S]; D1, D2 = (rng.normal(size=(k, k)) + 2 * np.eye(k) for k in dims[1:3])
                out_.append(np.concatenate([(D1 @ W1).ravel(), (D2 @ W2 @ np.linalg.inv(D1)).ravel(), (W3 @ np.linalg.inv(D2)).ravel()]))
    return X, Y, out_

def _saddle_functions(batch, dims):
    """What each peer does, and which points are strict saddles."""
    import torch
    try: name = "torch.func"; from torch.func import hessian, vmap
    except ImportError: name = "functorch"; from functorch import hessian, vmap  # the same functions, before they moved into torch 2
    import itertools
    X, Y, pts = saddle_points(dims); T = torch.from_numpy(np.stack([pts[i % len(pts)] for i in range(batch)])); X, Y = torch.from_numpy(X), torch.from_numpy(Y)
    strict = [not (S == tuple(range(r)) and (r == min(dims) or not loose)) for r in range(min(dims) + 1) for S in itertools.combinations(range(dims[-1]), r) for loose in (False, True)]
    truth = torch.tensor([strict[i % len(strict)] for i in range(batch)])
    shapes = [(b, a) for a, b in zip(dims, dims[1:])]
    def risk(t):
        P, i = X, 0
        for a, b in shapes: P = t[i:i + a * b].reshape(a, b) @ P; i += a * b
        return ((P - Y) ** 2).sum()
    h = vmap(hessian(risk))
    def eig(): s = torch.linalg.eigvalsh(h(T)); return s[:, 0] < -1e-9 * s[:, -1]
    def chol(): M = h(T); s = M.diagonal(dim1=1, dim2=2).mean(1); return torch.linalg.cholesky_ex(M + 1e-9 * s[:, None, None] * torch.eye(M.shape[1], dtype=M.dtype))[1] > 0
    return {name + "-eigvalsh": eig, name + "-cholesky": chol}, truth

def _saddle_rate(peer, batch, dims, seconds):
    """One process's share: points per second."""
    import torch
    torch.set_num_threads(1)
    return batch / timed(_saddle_functions(batch, dims)[0][peer], seconds)

def saddle_classification(batch=512, dims=(4, 3, 3, 3)):
    """eigvalsh and Cholesky on the batched Hessian, with one thread, one a core, and in one process a core; a peer with a wrong point is said to be wrong and gets another metric."""
    import torch
    task, seconds, cores = "saddle-classification", 2.0, len(os.sched_getaffinity(0))
    functions, truth = _saddle_functions(batch, dims); metric = {}
    for peer, f in functions.items():
        wrong = int((f() != truth).sum()); out(task, peer, "wrong", wrong, "of %d" % batch); metric[peer] = "points_per_s" if wrong == 0 else "points_per_s_with_wrong_ones"
        for threads in sorted({1, cores}):
            torch.set_num_threads(threads); out(task, peer + ("" if threads == cores else "-1-thread"), metric[peer], batch / timed(f, seconds), "1/s")
    with multiprocessing.get_context("spawn").Pool(cores) as pool:
        for peer in functions:
            pool.starmap(_saddle_rate, [(peer, batch, dims, 0.1)] * cores, 1)
            out(task, f"{peer}-{cores}-processes", metric[peer], sum(pool.starmap(_saddle_rate, [(peer, batch, dims, seconds)] * cores, 1)), "1/s")

# --- symbolic-backprop: d L / d theta with uninterpreted activations and loss, against the backpropagation formula, to exact zero ---
def symbolic_backprop(shapes=((1, 1), (2, 2), (2, 3, 1), (2, 2, 2), (1, 2, 2, 1)), task="symbolic-backprop"):
    import sympy as sp
    from sympy.core.cache import clear_cache
    clear_cache(); t0 = time.perf_counter()
    for arch in shapes:
        H = len(arch) - 1; x = sp.symbols(f"x:{arch[0]}"); s = [sp.Function(f"s{h}") for h in range(H + 1)]; L = sp.Function("L"); u = sp.Symbol("u"); o = sp.symbols(f"o:{arch[-1]}")
        W = [None] + [sp.Matrix(arch[h], arch[h - 1], lambda i, j: sp.Symbol(f"w{h}_{i}_{j}")) for h in range(1, H + 1)]
        b = [None] + [sp.Matrix(arch[h], 1, lambda i, j: sp.Symbol(f"b{h}_{i}")) for h in range(1, H + 1)]
        f = [sp.Matrix(x)]; d = [None]
        for h in range(1, H + 1):
            z = W[h] * f[-1] + b[h]; f.append(z.applyfunc(s[h])); d.append(z.applyfunc(lambda e: s[h](u).diff(u).subs(u, e).doit()))
        at = dict(zip(o, f[H])); E = L(*f[H]); D = {H: sp.Matrix([L(*o).diff(oi).subs(at).doit() for oi in o])}
        for h in range(H - 1, 0, -1): D[h] = W[h + 1].T * sp.diag(*d[h + 1]) * D[h + 1]
        for h in range(1, H + 1):
            for i in range(arch[h]):
                for j in range(arch[h - 1]): assert sp.expand((E.diff(W[h][i, j]) - f[h - 1][j] * d[h][i] * D[h][i]).doit()) == 0, (arch, h, i, j)
                assert sp.expand((E.diff(b[h][i]) - d[h][i] * D[h][i]).doit()) == 0, (arch, h, i)
    out(task, "sympy", "seconds", time.perf_counter() - t0, "s")

# --- first-witness: time until a property tester refutes rank >= 3/2 |A|-1 on (1,k,1) networks and has shrunk the witness ---------
def first_witness():
    from hypothesis import find, settings, strategies as st, HealthCheck
    q = st.integers(-9, 9).map(float)
    net = st.integers(1, 6).flatmap(lambda k: st.tuples(*[st.lists(q, min_size=k, max_size=k)] * 3, st.lists(st.integers(-20, 20), min_size=2, max_size=12, unique=True).map(sorted)))
    def violated(t):
        w, b, v, x = (np.array(c, float) for c in t); b = b + .25; pre = np.outer(x, w) + b; a = pre >= 0
        J = np.hstack([v * x[:, None] * a, v * a, pre * a, np.ones((len(x), 1))]); A = len({tuple(r) for r in a})
        return bool((pre != 0).all()) and np.linalg.matrix_rank(J) < 1.5 * A - 1
    t0 = time.perf_counter(); w = find(net, violated, settings=settings(max_examples=20000, database=None, suppress_health_check=list(HealthCheck), deadline=None))
    out("first-witness", "hypothesis", "seconds", time.perf_counter() - t0, f"s to the shrunk witness {w}")

TASKS = {"rank-bounds-sweep": rank_bounds_sweep, "rank-small": rank_small, "backprop-sweep": backprop_sweep, "training-float64": training,
         "training-float32": lambda: training(dtype="float32"), "small-network-batch": small_network_batch, "local-dimension": local_dimension,
         "local-dimension-deficient": lambda: local_dimension(300, (49, 16, 16, 10), pool=4, task="local-dimension-deficient"), "saddle-classification": saddle_classification,
         "symbolic-backprop": symbolic_backprop, "symbolic-backprop-large": lambda: symbolic_backprop(((2, 3, 3, 2), (3, 3, 3, 3), (3, 3, 3, 3, 1)), "symbolic-backprop-large"), "first-witness": first_witness}
if __name__ == "__main__":
    args = sys.argv[1:]
    if args[:1] == ["--data"]: DATA, args = args[1], args[2:]
    for t in args or TASKS: TASKS[t]()
