dev.bobbin.it.OlderCore.install(root, core, repository, '0.0.9', new File(basedir, 'target/older'))
