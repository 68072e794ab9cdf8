package tour;

import dev.bobbin.Yielder;

interface Walk {
    void at(Tree tree, Yielder<Integer> y);
}
