def said = new File(basedir, 'target/said.txt').readLines()
assert said == ['[2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71]', 'in module com.acme.primes']

def modules = new File(basedir, 'target/modules.txt').readLines().collect { it.replaceAll('@.*', '') }
assert modules.sort() == ['com.acme.primes', 'dev.bobbin.core', 'dev.bobbin.runtime', 'java.base']
