// Loaded by `npm run test:thorough` before any test, because `VARIABLE=1 command` does not work in every shell.
process.env.THOROUGH = "1";
