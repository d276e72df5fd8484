//! Automation in Rust, run as `cargo xtask COMMAND`.
//!
//! `tidy` reads the tracked files and prints everything that breaks a rule of the house; `assets`
//! fetches the front-end parts, cuts them to what our pages use and commits them with hashes;
//! `screenshots` takes pictures of pages. Nothing here is part of the product.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a command speaks on the terminal")]

mod assets;
mod css;
mod keep_store;
mod map;
mod rust;
mod screenshots;
mod tidy;

use std::path::PathBuf;
use std::process::ExitCode;

const USAGE: &str = "cargo xtask COMMAND

  tidy                  check the rules of the house; every finding at once, with file and line
  tidy --record         after a file or function shrank: write the smaller sizes to xtask/tidy.toml
  assets                fetch the front-end parts (needs npm) and cut them to what our pages use
  map DIR               draw the outlines of the map from the boundary data (.topo.json) in a folder
  keep-store NAME PROGRAM SERVER
                        keep a store that PROGRAM (a built banyan) writes, for the tests that open it later; SERVER is an
                        address of PostgreSQL
  screenshots DIR [PATH ...]
                        pictures of pages in four languages, two widths, light and dark";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let root = root();
    let done = match words.as_slice() {
        ["tidy"] => tidy::check(&root),
        ["tidy", "--record"] => tidy::record(&root),
        ["assets"] => assets::build(&root).map(|()| true),
        ["map", folder] => map::draw(&root, folder).map(|()| true),
        ["keep-store", name, program, server] => {
            keep_store::keep(&root, name, program, server).map(|()| true)
        }
        ["screenshots", folder, paths @ ..] => screenshots::take(&root, folder, paths),
        _ => {
            eprintln!("{USAGE}");
            return ExitCode::from(2);
        }
    };
    match done {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}

/// The folder of the workspace in which the command was called: the nearest that holds a `Cargo.lock`.
fn root() -> PathBuf {
    let here = std::env::current_dir().unwrap_or_default();
    here.ancestors()
        .find(|folder| folder.join("Cargo.lock").is_file())
        .unwrap_or(&here)
        .to_path_buf()
}
