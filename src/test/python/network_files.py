"""Writes the network and data files under src/test/resources/org/theoria/certify/files, with PyTorch, onnx and NumPy.

    python3 src/test/python/network_files.py DIGITS.gz LABELS.gz

DIGITS.gz and LABELS.gz are the IDX files of src/main/resources/org/theoria/network/file/mnist. One network of shape
(49, 8, 6, 10) is trained on digits averaged to 7 x 7, and written in every format that is read; expected.npz holds its
outputs on the first 20 digits, computed by NumPy in float64 from the float32 weights. The versions that wrote what is
kept: PyTorch 1.13, onnx 1.12, NumPy 1.24.
"""
import gzip
import json
import os
import struct
import sys

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper

HERE = os.path.join(os.path.dirname(__file__), "..", "resources", "org", "theoria", "certify", "files")


def at(name):
    return os.path.join(HERE, name)


def idx(path, header):
    return np.frombuffer(gzip.open(path).read(), np.uint8, offset=header)


def digits():
    images = idx(sys.argv[1], 16).reshape(-1, 28, 28)
    labels = idx(sys.argv[2], 8)
    return images, labels


def small(images):
    """Means of 4 x 4 pixels, rounded to whole grey values, so that every format holds the same numbers."""
    return np.rint(images.reshape(-1, 7, 4, 7, 4).mean(axis=(2, 4))).astype(np.uint8)


def train(x, y):
    torch.manual_seed(1)
    net = torch.nn.Sequential(
        torch.nn.Linear(49, 8), torch.nn.ReLU(), torch.nn.Linear(8, 6), torch.nn.ReLU(), torch.nn.Linear(6, 10))
    optimiser = torch.optim.Adam(net.parameters(), 0.01)
    for _ in range(200):
        optimiser.zero_grad()
        torch.nn.functional.cross_entropy(net(x), y).backward()
        optimiser.step()
    return net


def safetensors(path, tensors, metadata=None):
    """The format in a few lines: https://github.com/huggingface/safetensors#format"""
    names = {np.dtype("f4"): "F32", np.dtype("f8"): "F64", np.dtype("f2"): "F16"}
    header, data = {}, b""
    if metadata:
        header["__metadata__"] = metadata
    for name, a in tensors.items():
        header[name] = {"dtype": names[a.dtype], "shape": list(a.shape), "data_offsets": [len(data), len(data) + a.nbytes]}
        data += np.ascontiguousarray(a).tobytes()
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    open(path, "wb").write(struct.pack("<Q", len(text)) + text + data)


def model(nodes, constants, path, inputs=("N", 49), outputs=("N", 10), opset=13):
    graph = helper.make_graph(
        nodes, "g",
        [helper.make_tensor_value_info("x", TensorProto.DOUBLE, inputs)],
        [helper.make_tensor_value_info("out", TensorProto.DOUBLE, outputs)], constants)
    m = helper.make_model(graph, opset_imports=[helper.make_opsetid("", opset)])
    onnx.checker.check_model(m)
    onnx.save(m, path)


def lists(name, a):
    """An initializer in float_data or double_data, not raw bytes."""
    kind = TensorProto.FLOAT if a.dtype == np.float32 else TensorProto.DOUBLE
    return helper.make_tensor(name, kind, a.shape, a.flatten().tolist())


def by_hand(w):
    """The same function by MatMul and Add, with everything that changes nothing, and with every form of Gemm."""
    w = {k: v.astype(np.float64) for k, v in w.items()}
    raw = numpy_helper.from_array
    model(
        [
            helper.make_node("Flatten", ["x"], ["flat"], name="flatten"),
            helper.make_node("MatMul", ["flat", "A"], ["m1"]),
            helper.make_node("Add", ["c1", "m1"], ["z1"]),
            helper.make_node("Relu", ["z1"], ["a1"]),
            helper.make_node("Identity", ["a1"], ["i1"]),
            helper.make_node("Dropout", ["i1"], ["d1", "mask"]),
            helper.make_node("Constant", [], ["W2"], value=raw(w["W2"])),
            helper.make_node("Transpose", ["W2"], ["B"], perm=[1, 0]),
            helper.make_node("MatMul", ["d1", "B"], ["m2"]),
            helper.make_node("Add", ["m2", "c2"], ["z2"]),
            helper.make_node("Relu", ["z2"], ["a2"]),
            helper.make_node("Constant", [], ["shape"], value=raw(np.array([-1, 6]))),
            helper.make_node("Reshape", ["a2", "shape"], ["r2"]),
            # alpha 1/2 and beta 2 undo that the constants are twice and half of W3 and b3
            helper.make_node("Gemm", ["r2", "C", "c3"], ["z3"], alpha=0.5, beta=2.0, transB=0),
            helper.make_node("Softmax", ["z3"], ["out"], axis=1),
        ],
        [
            lists("A", np.ascontiguousarray(w["W1"].T)),
            raw(w["b1"].reshape(1, 8), "c1"),
            lists("c2", w["b2"]),
            raw(np.ascontiguousarray(2 * w["W3"].T), "C"),
            raw(w["b3"] / 2, "c3"),
        ],
        at("matmul.onnx"), inputs=("N", 1, 7, 7))


def export(net, x, name):
    torch.onnx.export(net, x, at(name), opset_version=13, input_names=["x"], output_names=["y"],
                      dynamic_axes={"x": {0: "n"}, "y": {0: "n"}})


class Residual(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = torch.nn.Linear(4, 4)

    def forward(self, x):
        return x + self.fc(x)


def main():
    os.makedirs(HERE, exist_ok=True)
    images, labels = digits()
    grey = small(images)
    x = torch.tensor(grey[:300].reshape(-1, 49) / 255.0, dtype=torch.float32)
    net = train(x, torch.tensor(labels[:300].astype(np.int64)))
    state = {k: v.detach().numpy() for k, v in net.state_dict().items()}
    w = {}
    for h, layer in enumerate((0, 2, 4), 1):
        w["W%d" % h], w["b%d" % h] = state["%d.weight" % layer], state["%d.bias" % layer]
    inputs = grey[:20].reshape(-1, 49)
    np.savez_compressed(at("mlp.npz"), X=inputs, **w)
    safetensors(at("mlp.safetensors"), state, {"format": "pt"})
    export(net, x[:1], "mlp.onnx")
    by_hand(w)

    # the outputs on grey values 0..255, in float64
    a = inputs.astype(np.float64)
    for h in (1, 2, 3):
        z = a @ w["W%d" % h].T.astype(np.float64) + w["b%d" % h].astype(np.float64)
        a = np.maximum(z, 0)
    np.savez_compressed(at("expected.npz"), Y=z)

    # the same 20 examples as IDX, CSV and .npy
    header = struct.pack(">BBBBIII", 0, 0, 8, 3, 20, 7, 7)
    with open(at("digits.idx.gz"), "wb") as f:
        f.write(gzip.compress(header + grey[:20].tobytes(), mtime=0))
    with open(at("digits.csv"), "w") as f:
        f.write(",".join("pixel%d" % i for i in range(49)) + ",label\n")
        for row, label in zip(inputs, labels):
            f.write(",".join(str(v) for v in row) + ",%d\n" % label)
    np.save(at("digits.npy"), inputs)

    torch.manual_seed(2)
    export(torch.nn.Sequential(torch.nn.Conv2d(1, 2, 3), torch.nn.ReLU(), torch.nn.Flatten(), torch.nn.Linear(8, 2)),
           torch.zeros(1, 1, 4, 4), "conv.onnx")
    export(torch.nn.Sequential(torch.nn.Linear(4, 3), torch.nn.Sigmoid(), torch.nn.Linear(3, 2)), torch.zeros(1, 4),
           "sigmoid.onnx")
    export(torch.nn.Sequential(torch.nn.Linear(4, 3), torch.nn.LeakyReLU(), torch.nn.Linear(3, 2)), torch.zeros(1, 4),
           "leaky.onnx")
    export(torch.nn.Sequential(torch.nn.Linear(4, 3), torch.nn.LeakyReLU(0.125), torch.nn.Linear(3, 2)),
           torch.zeros(1, 4), "leaky-eighth.onnx")
    export(Residual(), torch.zeros(1, 4), "residual.onnx")


if __name__ == "__main__":
    main()
