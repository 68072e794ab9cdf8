dev.bobbin.it.Told.assertAsExpected(basedir, root)
