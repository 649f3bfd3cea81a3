//! The few parts that live in the browser. Each takes small serialisable props and works as plain
//! HTML before its WASM is there.

pub mod upload_box;
