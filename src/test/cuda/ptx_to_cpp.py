"""Translates the committed kernels.ptx to C++, instruction by instruction: driver.cpp then runs them on the processor.

    python3 ptx_to_cpp.py kernels.ptx > kernels.inc

It knows the instructions that occur there, and refuses others. A register is a variable, a branch a goto, bar.sync a switch
to the block's next thread; .global, .shared and generic addresses are checked at each access (driver.cpp).
"""

import re
import sys

TYPES = {
    "u32": "uint32_t", "s32": "int32_t", "b32": "uint32_t", "u64": "uint64_t", "s64": "int64_t", "b64": "uint64_t",
    "f32": "float", "f64": "double", "u16": "uint16_t", "s16": "int16_t", "b16": "uint16_t", "u8": "uint8_t",
    "s8": "int8_t", "b8": "uint8_t", "pred": "bool",
}
REGISTERS = {"pred": "bool", "b16": "uint16_t", "b32": "uint32_t", "b64": "uint64_t", "f32": "float", "f64": "double"}
COMPARE = {"eq": "==", "ne": "!=", "lt": "<", "le": "<=", "gt": ">", "ge": ">=", "lo": "<", "ls": "<=", "hi": ">", "hs": ">="}
BINARY = {"add": "+", "sub": "-", "mul": "*", "and": "&", "or": "|", "xor": "^"}
SPECIAL = {"%" + name + "." + axis: f"c.{name}_{axis}" for name in ("tid", "ntid", "ctaid", "nctaid") for axis in "xyz"}


class Kernel:
    def __init__(self, name, shared):
        self.name = name
        self.params = []
        self.sizes = []
        self.static_shared = 0
        self.places = {}
        self.global_shared = shared
        self.used = set()
        self.body = []
        self.barriers = False

    def place(self, name, size, align):
        at = (self.static_shared + align - 1) // align * align
        self.places[name] = at
        self.static_shared = at + size

    def operand(self, text, kind):
        """The C++ of an operand read as the type."""
        text = text.strip()
        if text in SPECIAL:
            return f"({kind}){SPECIAL[text]}"
        if text.startswith("%"):
            return f"as<{kind}>({variable(text)})"
        if re.fullmatch(r"0[dD][0-9A-Fa-f]{16}", text):
            return f"bits<double>(0x{text[2:]}ULL)"
        if re.fullmatch(r"0[fF][0-9A-Fa-f]{8}", text):
            return f"bits<float>(0x{text[2:]}U)"
        if re.fullmatch(r"-?(0x[0-9A-Fa-f]+|\d+)", text):
            return f"({kind})({text}LL)" if not text.startswith("0x") else f"({kind})({text}ULL)"
        if text in self.places or text in self.global_shared:
            return f"({kind})({self.symbol(text)})"
        raise SystemExit(f"{self.name}: operand {text}")

    def symbol(self, name):
        if name not in self.places:
            size, align = self.global_shared[name]
            if size is None:
                return "c.dynamic_shared"
            self.place(name, size, align)
        return str(self.places[name])

    def address(self, text, space):
        base, _, offset = text.strip()[1:-1].partition("+")
        if space == "shared":
            return f"shared_at(c, {self.operand(base, 'uint32_t')} + ({offset or 0}), "
        return f"{'global_at' if space == 'global' else 'generic_at'}(c, {self.operand(base, 'uint64_t')} + ({offset or 0}), "


def variable(register):
    return "v_" + register[1:]


def translate(k, op, args):
    parts = op.split(".")
    name, kind = parts[0], TYPES.get(parts[-1])
    to = lambda value: f"set({variable(args[0])}, {value});"
    read = lambda i, t=None: k.operand(args[i], t or kind)
    if op == "bar.sync":
        k.barriers = True
        return "barrier(c);"
    if op == "ret":
        return "return;"
    if name == "bra":
        return f"goto L{args[0].strip('$')};"
    if op.startswith("ld.param."):
        return to(f"*({kind} const *)params[{k.params.index(args[1].strip()[1:-1])}]")
    if name in ("ld", "st"):
        space = parts[1] if parts[1] in ("global", "shared") else "generic"
        if name == "ld":
            return to(f"*({kind} *){k.address(args[1], space)}sizeof({kind}))")
        return f"*({kind} *){k.address(args[0], space)}sizeof({kind})) = {read(1)};"
    if name == "mov":
        if args[0].startswith("{"):
            low, high = [a.strip() for a in args[0].strip("{}").split(",")]
            value = k.operand(args[1], "uint64_t")
            return f"set({variable(low)}, (uint32_t)({value})); set({variable(high)}, (uint32_t)(({value}) >> 32));"
        if args[1].startswith("{"):
            low, high = [k.operand(a, "uint32_t") for a in args[1].strip("{}").split(",")]
            return to(f"((uint64_t)({high}) << 32 | ({low}))")
        return to(read(1))
    if op == "cvta.to.global.u64":
        return to(read(1))
    if op == "cvta.shared.u64":
        return to(f"(uint64_t)(uintptr_t)(c.shared + {read(1)})")
    if name == "setp":
        test, a, b = parts[1], read(1), read(2)
        if test == "nan":
            return to(f"(std::isnan({a}) || std::isnan({b}))")
        if parts[-1][0] == "f" and test.endswith("u") and test != "num":
            return to(f"(std::isnan({a}) || std::isnan({b}) || {a} {COMPARE[test[:-1]]} {b})")
        if parts[-1][0] == "f" and test == "ne":
            return to(f"(!std::isnan({a}) && !std::isnan({b}) && {a} != {b})")
        return to(f"({a} {COMPARE[test]} {b})")
    if name == "selp":
        return to(f"({k.operand(args[3], 'bool')} ? {read(1)} : {read(2)})")
    if name == "not":
        return to(f"({kind})({'!' if parts[-1] == 'pred' else '~'}{read(1)})")
    if op in ("mul.wide.s32", "mul.wide.u32"):
        wide = "int64_t" if parts[-1] == "s32" else "uint64_t"
        return to(f"(({wide}){read(1)} * ({wide}){read(2)})")
    if op in ("mul.lo.s32", "mul.lo.s64", "mad.lo.s32"):
        plain = "u" + kind
        product = f"(({plain}){read(1)} * ({plain}){read(2)})"
        return to(f"({product} + ({plain}){read(3)})" if name == "mad" else product)
    if op == "add.rz.f32":
        return to(f"add_rz({read(1)}, {read(2)})")
    if name in BINARY and (parts[-1][0] != "f" or op in (f"{name}.rn.f32", f"{name}.rn.f64")) and len(parts) <= 3:
        unsigned = "u" + kind if kind.startswith("int") else kind
        return to(f"({unsigned})({read(1, unsigned)} {BINARY[name]} {read(2, unsigned)})")
    if op in ("fma.rn.f32", "fma.rn.f64"):
        return to(f"std::fma({read(1)}, {read(2)}, {read(3)})")
    if op == "fma.rm.f32":
        return to(f"fma_rm({read(1)}, {read(2)}, {read(3)})")
    if op in ("div.rn.f32", "div.rn.f64", "div.u32"):
        return to(f"({read(1)} / {read(2)})")
    if op in ("rcp.rn.f32", "rcp.rn.f64"):
        return to(f"(1 / {read(1)})")
    if op in ("sqrt.rn.f32", "sqrt.rn.f64"):
        return to(f"std::sqrt({read(1)})")
    if op in ("rcp.approx.ftz.f32", "rcp.approx.ftz.f64", "ex2.approx.ftz.f32"):
        return to(f"{parts[0]}_approx({read(1)})")
    if op in ("abs.f32", "abs.f64"):
        return to(f"std::fabs({read(1)})")
    if op in ("neg.f32", "neg.f64"):
        return to(f"(-{read(1)})")
    if op in ("copysign.f32", "copysign.f64"):
        return to(f"std::copysign({read(2)}, {read(1)})")
    if op in ("max.s32", "min.s32"):
        return to(f"std::{name}({read(1)}, {read(2)})")
    if name in ("shl", "shr"):
        return to(f"{name}_({read(1)}, {k.operand(args[2], 'uint32_t')})")
    if op == "cvt.sat.f32.f32":
        return to(f"saturated({read(1)})")
    if op == "cvt.rni.f32.f32":
        return to(f"std::rint({read(1)})")
    if name == "cvt" and re.fullmatch(r"cvt(\.rn)?\.[usf]\d+\.[usf]\d+", op):
        return to(f"({TYPES[parts[-2]]})({read(1)})")
    raise SystemExit(f"{k.name}: instruction {op} {args}")


def split(text):
    """Operands, which commas separate outside of braces."""
    return [a.strip() for a in re.findall(r"(?:\{[^}]*\}|[^,{}])+", text)]


def main():
    shared = {}
    kernels = []
    kernel = None
    depth = 0
    text = re.sub(r"//.*", "", open(sys.argv[1], encoding="ascii").read())
    text = re.sub(r"^(\s*\{) *(?=\.reg)", r"\1\n", text, flags=re.M)  # inline assembly opens a scope in the line
    text = re.sub(r"; *\}$", r";\n}", text, flags=re.M)
    for line in text.splitlines():
        line = line.strip().rstrip(";").strip()
        if not line or line.startswith((".version", ".target", ".address_size", ".pragma", ".maxntid", ")")):
            continue
        found = re.match(r"(\.extern )?\.shared \.align (\d+) \.b8 (\w+)\[(\d*)\]", line)
        if found:
            size = int(found[4]) if found[4] else None
            if depth == 0:
                shared[found[3]] = (size, int(found[2]))
            else:
                kernel.place(found[3], size, int(found[2]))
            continue
        found = re.match(r"\.visible \.entry (\w+)\(", line)
        if found:
            kernel = Kernel(found[1], shared)
            kernels.append(kernel)
            continue
        found = re.match(r"\.param \.(\w+) (\w+)", line)
        if found:
            kernel.params.append(found[2])
            kernel.sizes.append(f"sizeof({TYPES[found[1]]})")
        elif line == "{":
            depth += 1
            kernel.body.append("{")
        elif line == "}":
            depth -= 1
            kernel.body.append("}")
        elif line.startswith(".reg"):
            found = re.match(r"\.reg \.(\w+)\s+(%\w+)(?:<(\d+)>)?", line)
            names = [variable(found[2]) + str(i) for i in range(int(found[3]))] if found[3] else [variable(found[2])]
            kernel.body.append(f"{REGISTERS[found[1]]} {', '.join(names)};")
        elif line.endswith(":"):
            kernel.body.append(f"L{line[:-1].strip('$')}:;")
        else:
            guard = ""
            found = re.match(r"@(!?)(%p\d+)\s+(.*)", line)
            if found:
                guard, line = f"if ({found[1]}{variable(found[2])}) ", found[3]
            op, _, rest = re.sub(r"\s+", " ", line).partition(" ")
            kernel.body.append(guard + "{ " + translate(kernel, op, split(rest)) + " }")
    for k in kernels:
        print(f"static void run_{k.name}(Context &c, void *const *params) {{")
        print("\n".join(k.body[1:-1]))
        print("}")
    print("static const Kernel KERNELS[] = {")
    for k in kernels:
        print(f'{{"{k.name}", run_{k.name}, {k.static_shared}, {str(k.barriers).lower()}, {{{", ".join(k.sizes)}}}}},')
    print("};")


main()
