package dev.bobbin.compiler.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.objectweb.asm.Opcodes.*;

import dev.bobbin.compiler.Code;
import dev.bobbin.compiler.ir.VarType;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.IntInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MultiANewArrayInsnNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.VarInsnNode;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.util.Printer;

/** Each opcode: what it takes from the stack and what it leaves there. I F J D, N for null, A for a reference. */
final class TypeInterpreterTest {
    private static final Handle HANDLE = new Handle(H_INVOKESTATIC, "A", "f", "()V", false);
    private static final String PLAIN = """
            : N ACONST_NULL
            : I ICONST_M1 ICONST_0 ICONST_1 ICONST_2 ICONST_3 ICONST_4 ICONST_5
            : J LCONST_0 LCONST_1
            : F FCONST_0 FCONST_1 FCONST_2
            : D DCONST_0 DCONST_1
            AI: I IALOAD BALOAD CALOAD SALOAD
            AI: J LALOAD
            AI: F FALOAD
            AI: D DALOAD
            AII: IASTORE BASTORE CASTORE SASTORE
            AIJ: LASTORE
            AIF: FASTORE
            AID: DASTORE
            AIA: AASTORE
            II: I IADD ISUB IMUL IDIV IREM ISHL ISHR IUSHR IAND IOR IXOR
            JJ: J LADD LSUB LMUL LDIV LREM LAND LOR LXOR
            JI: J LSHL LSHR LUSHR
            FF: F FADD FSUB FMUL FDIV FREM
            DD: D DADD DSUB DMUL DDIV DREM
            I: I INEG I2B I2C I2S
            I: J I2L
            I: F I2F
            I: D I2D
            J: J LNEG
            J: I L2I
            J: F L2F
            J: D L2D
            F: F FNEG
            F: I F2I
            F: J F2L
            F: D F2D
            D: D DNEG
            D: I D2I
            D: J D2L
            D: F D2F
            JJ: I LCMP
            FF: I FCMPL FCMPG
            DD: I DCMPL DCMPG
            A: I ARRAYLENGTH
            A: MONITORENTER MONITOREXIT
            """;

    static List<Object> entries(String letters) {
        return letters.chars()
                .mapToObj(c -> (Object)
                        switch (c) {
                            case 'I' -> INTEGER;
                            case 'F' -> FLOAT;
                            case 'J' -> LONG;
                            case 'D' -> DOUBLE;
                            case 'N' -> NULL;
                            default -> "A";
                        })
                .toList();
    }

    static String letters(List<VarType> types) {
        return types.stream()
                .map(t -> switch (t.tag()) {
                    case INT -> "I";
                    case FLOAT -> "F";
                    case LONG -> "J";
                    case DOUBLE -> "D";
                    case NULL -> "N";
                    default -> t.name().equals("A") ? "A" : "(" + t.name() + ")";
                })
                .collect(Collectors.joining());
    }

    /** The stack after the instruction. */
    private static List<VarType> run(String before, AbstractInsnNode insn) throws AnalyzerException {
        return run(entries(before), insn);
    }

    private static List<VarType> run(List<Object> before, AbstractInsnNode insn) throws AnalyzerException {
        Code code = Code.of("()V").frame(List.of(), before).add(insn).add(NOP);
        return TypeFlowTest.stack(new TypeFlow("Owner", code.method()).before(2));
    }

    private static VarType one(String before, AbstractInsnNode insn) throws AnalyzerException {
        List<VarType> stack = run(before, insn);
        assertThat(stack).hasSize(1);
        return stack.get(0);
    }

    @Test
    void plainInstructions_each_leavesWhatTheJvmSays() throws AnalyzerException {
        List<String> names = Arrays.asList(Printer.OPCODES);
        int seen = 0;
        for (String line : PLAIN.lines().toList()) {
            String[] parts = line.split(":");
            String[] words = parts[1].trim().split(" ");
            boolean leaves = words[0].length() == 1;
            for (int i = leaves ? 1 : 0; i < words.length; i++) {
                InsnNode insn = new InsnNode(names.indexOf(words[i]));
                assertThat(letters(run("I" + parts[0], insn))).as(words[i]).isEqualTo("I" + (leaves ? words[0] : ""));
                seen++;
            }
        }
        assertThat(seen).isEqualTo(89);
    }

    @Test
    void branches_each_takeTheirOperands() throws AnalyzerException {
        Map<String, int[]> branches = new LinkedHashMap<>();
        branches.put("I", new int[] {IFEQ, IFNE, IFLT, IFGE, IFGT, IFLE});
        branches.put("A", new int[] {IFNULL, IFNONNULL});
        branches.put("II", new int[] {IF_ICMPEQ, IF_ICMPNE, IF_ICMPLT, IF_ICMPGE, IF_ICMPGT, IF_ICMPLE});
        branches.put("AA", new int[] {IF_ACMPEQ, IF_ACMPNE});
        for (var entry : branches.entrySet()) {
            for (int opcode : entry.getValue()) {
                Code code = Code.of("()V")
                        .frame(List.of(), entries("F" + entry.getKey()))
                        .jump(opcode, "to")
                        .add(NOP)
                        .label("to");
                assertThat(letters(TypeFlowTest.stack(new TypeFlow("Owner", code.method()).before(2))))
                        .as(Printer.OPCODES[opcode])
                        .isEqualTo("F");
            }
        }
    }

    @Test
    void constants_ofEachKind_haveTheirType() throws AnalyzerException {
        Map<Object, VarType> constants = new LinkedHashMap<>();
        constants.put(1, VarType.INT);
        constants.put(1f, VarType.FLOAT);
        constants.put(1L, VarType.LONG);
        constants.put(1d, VarType.DOUBLE);
        constants.put("s", VarType.ref("java/lang/String"));
        constants.put(Type.getType("LA;"), VarType.ref("java/lang/Class"));
        constants.put(Type.getType("[I"), VarType.ref("java/lang/Class"));
        constants.put(Type.getType("()V"), VarType.ref("java/lang/invoke/MethodType"));
        constants.put(HANDLE, VarType.ref("java/lang/invoke/MethodHandle"));
        constants.put(new ConstantDynamic("c", "J", HANDLE), VarType.LONG);
        constants.put(new ConstantDynamic("c", "[LA;", HANDLE), VarType.ref("[LA;"));
        for (var entry : constants.entrySet()) {
            assertThat(one("", new LdcInsnNode(entry.getKey())))
                    .as("%s", entry.getKey())
                    .isEqualTo(entry.getValue());
        }
        assertThat(one("", new IntInsnNode(BIPUSH, 1))).isEqualTo(VarType.INT);
        assertThat(one("", new IntInsnNode(SIPUSH, 1))).isEqualTo(VarType.INT);
        assertThatThrownBy(() -> one("", new LdcInsnNode('c'))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void fields_read_haveTheirDeclaredType() throws AnalyzerException {
        assertThat(one("", new FieldInsnNode(GETSTATIC, "A", "f", "D"))).isEqualTo(VarType.DOUBLE);
        assertThat(one("A", new FieldInsnNode(GETFIELD, "A", "f", "[[J"))).isEqualTo(VarType.ref("[[J"));
        assertThat(run("AI", new FieldInsnNode(PUTFIELD, "A", "f", "I"))).isEmpty();
        assertThat(run("J", new FieldInsnNode(PUTSTATIC, "A", "f", "J"))).isEmpty();
    }

    @Test
    void arrays_created_haveTheirDescriptor() throws AnalyzerException {
        Map<Integer, String> primitives = Map.of(
                T_BOOLEAN, "[Z", T_CHAR, "[C", T_FLOAT, "[F", T_DOUBLE, "[D", T_BYTE, "[B", T_SHORT, "[S", T_INT, "[I",
                T_LONG, "[J");
        for (var entry : primitives.entrySet()) {
            assertThat(one("I", new IntInsnNode(NEWARRAY, entry.getKey()))).isEqualTo(VarType.ref(entry.getValue()));
        }
        assertThat(one("I", new TypeInsnNode(ANEWARRAY, "A"))).isEqualTo(VarType.ref("[LA;"));
        assertThat(one("I", new TypeInsnNode(ANEWARRAY, "[I"))).isEqualTo(VarType.ref("[[I"));
        assertThat(one("II", new MultiANewArrayInsnNode("[[[LA;", 2))).isEqualTo(VarType.ref("[[[LA;"));
    }

    @Test
    void elements_ofArrays_haveOneDimensionLess() throws AnalyzerException {
        assertThat(run(List.of("[LA;", INTEGER), new InsnNode(AALOAD))).containsExactly(VarType.ref("A"));
        assertThat(run(List.of("[[I", INTEGER), new InsnNode(AALOAD))).containsExactly(VarType.ref("[I"));
        assertThat(run("NI", new InsnNode(AALOAD))).containsExactly(VarType.NULL);
        assertThat(run("AI", new InsnNode(AALOAD))).containsExactly(VarType.NULL);
    }

    @Test
    void casts_toAnyType_haveTheTypeNamed() throws AnalyzerException {
        assertThat(one("A", new TypeInsnNode(CHECKCAST, "B"))).isEqualTo(VarType.ref("B"));
        assertThat(one("A", new TypeInsnNode(CHECKCAST, "[I"))).isEqualTo(VarType.ref("[I"));
        assertThat(one("A", new TypeInsnNode(INSTANCEOF, "B"))).isEqualTo(VarType.INT);
    }

    @Test
    void calls_ofEachKind_leaveTheirResult() throws AnalyzerException {
        assertThat(result("AIJ", INVOKEVIRTUAL, "(IJ)Z")).isEqualTo("I");
        assertThat(result("A", INVOKEINTERFACE, "()D")).isEqualTo("D");
        assertThat(result("A", INVOKESPECIAL, "()LB;")).isEqualTo("(B)");
        assertThat(result("I", INVOKESTATIC, "(I)V")).isEmpty();
        assertThat(letters(run("IA", new InvokeDynamicInsnNode("f", "(IA)F".replace("A", "LA;"), HANDLE))))
                .isEqualTo("F");
        assertThat(run("", new InvokeDynamicInsnNode("f", "()V", HANDLE))).isEmpty();
    }

    private static String result(String before, int opcode, String descriptor) throws AnalyzerException {
        Code code = Code.of("()V")
                .frame(List.of(), entries(before))
                .call(opcode, "A", "f", descriptor)
                .add(NOP);
        return letters(TypeFlowTest.stack(new TypeFlow("Owner", code.method()).before(2)));
    }

    @Test
    void variables_loadedAndStored_keepTheirType() throws AnalyzerException {
        Code code = Code.of("()V")
                .frame(List.of(), entries("JA"))
                .add(new VarInsnNode(ASTORE, 0)) // 1
                .add(new VarInsnNode(LSTORE, 2)) // 2
                .add(new VarInsnNode(ALOAD, 0)) // 3
                .add(new VarInsnNode(LLOAD, 2)) // 4
                .add(ICONST_0)
                .add(new VarInsnNode(ISTORE, 1)) // 6
                .iinc(1) // 7
                .add(ICONST_0)
                .add(new VarInsnNode(ISTORE, 3)) // 9: over the long's second word
                .add(NOP); // 10
        TypeFlow types = new TypeFlow("Owner", code.method());
        assertThat(letters(TypeFlowTest.stack(types.before(5)))).isEqualTo("AJ");
        assertThat(TypeFlowTest.locals(types.before(8), 4))
                .containsExactly(VarType.ref("A"), VarType.INT, VarType.LONG, VarType.TOP);
        assertThat(TypeFlowTest.locals(types.before(10), 4))
                .containsExactly(VarType.ref("A"), VarType.INT, VarType.TOP, VarType.INT);
    }

    @Test
    void merge_ofAnyTypes_isRefused() {
        assertThatThrownBy(() -> new TypeInterpreter().merge(VarType.INT, VarType.INT))
                .isInstanceOf(UnsupportedOperationException.class);
    }
}
