package dev.bobbin.compiler.ir;

import org.objectweb.asm.Opcodes;

/**
 * The virtual start form of a coroutine that overrides may replace: three things beside the method, so that a call through
 * its class or interface runs on the stack.
 *
 * <ul>
 *   <li>the companion interface {@code Owner$$Virtual}, public, which declares {@code foo$virtual} and knows who may be asked;
 *   <li>{@code foo$virtual}, which every transformed class that overrides {@code foo} has, and which runs its start form;
 *   <li>{@code foo$dispatch}, static in the companion, which callers call: the virtual start form if the receiver has one,
 *       else {@code foo}. It is there and not in the declaring type so that it can be called from wherever {@code foo} can,
 *       a protected one from another package too, and so that calling it initialises nothing of the program's.
 * </ul>
 *
 * @param declaring the class or interface of the method that is overridden
 * @param access of the method there
 */
public record VirtualStart(String declaring, boolean isInterface, int access, String name, String descriptor) {
    public static final String DISPATCH = "$dispatch";
    public static final String VIRTUAL = "$virtual";

    /** The end of the companion's name, after {@code $$}. */
    public static final String COMPANION = "Virtual";

    public String companion() {
        return declaring + "$$" + COMPANION;
    }

    public String dispatchName() {
        return name + DISPATCH;
    }

    public String dispatchDescriptor() {
        return "(L" + declaring + ";" + virtualDescriptor().substring(1);
    }

    /** A package-private method is overridden only within its package: so is its virtual form. */
    public String virtualName() {
        return name + VIRTUAL + (isPackagePrivate() ? "-" + packageOf(declaring).replace('/', '-') : "");
    }

    public String virtualDescriptor() {
        return parameters().replace(")", AbiNames.CONTEXT_TYPE + ")") + ResultKind.OBJECT.descriptor();
    }

    /** The method's descriptor without its result. */
    public String parameters() {
        return descriptor.substring(0, descriptor.indexOf(')') + 1);
    }

    public boolean isPackagePrivate() {
        return (access & (Opcodes.ACC_PUBLIC | Opcodes.ACC_PROTECTED)) == 0;
    }

    /** Whether the method of that class with the same name and descriptor overrides this one. */
    public boolean isOverriddenIn(String type) {
        return !isPackagePrivate() || packageOf(type).equals(packageOf(declaring));
    }

    public static String packageOf(String type) {
        return type.substring(0, Math.max(0, type.lastIndexOf('/')));
    }
}
