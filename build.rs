//! Migrations are built into the binary: a changed file there is a changed binary.

fn main() {
    println!("cargo:rerun-if-changed=migrations");
}
