const Mocha = require('mocha');

/** Mocha's own report, closed by the one line that CI counts. */
module.exports = class extends Mocha.reporters.Spec {
  epilogue() {
    super.epilogue();
    console.log(`${this.stats.passes} passed, ${this.stats.failures} failed, ${this.stats.pending} skipped`);
  }
};
