//! Calls that do not suspend: each level awaits the next.

pub async fn level1(x: i32) -> i32 {
    level2(x + 1).await ^ x
}

async fn level2(x: i32) -> i32 {
    level3(x + 1).await ^ x
}

async fn level3(x: i32) -> i32 {
    level4(x + 1).await ^ x
}

async fn level4(x: i32) -> i32 {
    level5(x + 1).await ^ x
}

async fn level5(x: i32) -> i32 {
    level6(x + 1).await ^ x
}

async fn level6(x: i32) -> i32 {
    level7(x + 1).await ^ x
}

async fn level7(x: i32) -> i32 {
    level8(x + 1).await ^ x
}

async fn level8(x: i32) -> i32 {
    level9(x + 1).await ^ x
}

async fn level9(x: i32) -> i32 {
    level10(x + 1).await ^ x
}

async fn level10(x: i32) -> i32 {
    x + 1
}
