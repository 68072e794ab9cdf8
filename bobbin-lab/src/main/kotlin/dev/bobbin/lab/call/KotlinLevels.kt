@file:JvmName("KotlinLevels")

package dev.bobbin.lab.call

import kotlinx.coroutines.runBlocking

/** What [AwaitedLevels] computes, by functions that may suspend. */
fun loop(start: Int, calls: Int): Int = runBlocking {
    var x = start
    for (i in 0 until calls) {
        x = level1(x)
    }
    x
}

suspend fun level1(x: Int): Int = level2(x + 1) xor x

suspend fun level2(x: Int): Int = level3(x + 1) xor x

suspend fun level3(x: Int): Int = level4(x + 1) xor x

suspend fun level4(x: Int): Int = level5(x + 1) xor x

suspend fun level5(x: Int): Int = level6(x + 1) xor x

suspend fun level6(x: Int): Int = level7(x + 1) xor x

suspend fun level7(x: Int): Int = level8(x + 1) xor x

suspend fun level8(x: Int): Int = level9(x + 1) xor x

suspend fun level9(x: Int): Int = level10(x + 1) xor x

@Suppress("RedundantSuspendModifier") // as level10 of the others
suspend fun level10(x: Int): Int = x + 1
