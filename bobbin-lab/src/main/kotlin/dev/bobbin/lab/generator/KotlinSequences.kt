@file:JvmName("KotlinSequences")

package dev.bobbin.lab.generator

import java.util.function.Consumer

/** What [Sequences] yields, by the builder of Kotlin's library. */
fun counting(end: Int): Sequence<Int> = sequence {
    for (i in 0 until end) {
        yield(i)
    }
}

fun numbers(end: Int): Sequence<Int> = sequence {
    for (i in 0 until end) {
        yield(Numbers.at(i))
    }
}

/** All of [numbers], in Kotlin's loop for that. */
fun giveNumbers(end: Int, action: Consumer<Int>) = numbers(end).forEach { action.accept(it) }

fun sum(numbers: Sequence<Int>): Long {
    var sum = 0L
    for (number in numbers) {
        sum += number
    }
    return sum
}

fun inOrder(tree: Tree): Sequence<Int> = sequence {
    val left = tree.left
    if (left != null) {
        yieldAll(inOrder(left))
    }
    yield(tree.value)
    val right = tree.right
    if (right != null) {
        yieldAll(inOrder(right))
    }
}
