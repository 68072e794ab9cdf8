// What the lab starts: one await, which suspends. Any argument besides the bench's has it wait for the end of its input.

async function answer(x) {
  await null;
  return x + 1;
}

console.log(await answer(41));
if (process.argv.length > 3) {
  process.stdin.resume();
}
