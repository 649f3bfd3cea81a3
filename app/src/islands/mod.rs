//! The few parts that live in the browser. Each takes small serialisable props and works as plain
//! HTML before its WASM is there.

#[expect(missing_docs, reason = "the island macro makes a type of its own")]
pub mod preview_on_change;
#[expect(missing_docs, reason = "the island macro makes a type of its own")]
pub mod reweigh;
#[expect(missing_docs, reason = "the island macro makes a type of its own")]
pub mod upload_box;
