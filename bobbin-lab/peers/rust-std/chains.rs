//! Call chains over a leaf that waits: async functions that await each other by name, all in one future.

use crate::{leaf, Signal};

macro_rules! chain {
    ($below:ident) => {};
    ($below:ident $this:ident $($above:ident)*) => {
        pub async fn $this(signal: Signal<'_>) -> i64 {
            $below(signal).await + 1
        }
        chain!($this $($above)*);
    };
}

#[rustfmt::skip]
chain!(
    leaf
    chain2 chain3 chain4 chain5 chain6 chain7 chain8 chain9 chain10
    chain11 chain12 chain13 chain14 chain15 chain16 chain17 chain18 chain19
    chain20 chain21 chain22 chain23 chain24 chain25 chain26 chain27 chain28
    chain29 chain30 chain31 chain32 chain33 chain34 chain35 chain36 chain37
    chain38 chain39 chain40 chain41 chain42 chain43 chain44 chain45 chain46
    chain47 chain48 chain49 chain50 chain51 chain52 chain53 chain54 chain55
    chain56 chain57 chain58 chain59 chain60 chain61 chain62 chain63 chain64
    chain65 chain66 chain67 chain68 chain69 chain70 chain71 chain72 chain73
    chain74 chain75 chain76 chain77 chain78 chain79 chain80 chain81 chain82
    chain83 chain84 chain85 chain86 chain87 chain88 chain89 chain90 chain91
    chain92 chain93 chain94 chain95 chain96 chain97 chain98 chain99 chain100
);
