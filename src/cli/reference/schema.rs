//! `plainplan schema`: a kind of file → the JSON Schema with which an editor helps to write it.

use clap::{Args, ValueEnum};
use plainplan::project::reference;
use plainplan::project::reference::Document;

use crate::cli::End;

/// Print a JSON Schema, so that your editor can suggest settings.
#[derive(Args)]
#[command(after_help = EXAMPLE)]
pub(crate) struct SchemaArgs {
    /// Which settings.
    #[arg(value_enum)]
    document: Of,
}

const EXAMPLE: &str = "\
Example:
  plainplan schema plan > plan.schema.json
                                  then write this as the first line of plan.yaml:
                                  # yaml-language-server: $schema=plan.schema.json";

#[derive(Clone, Copy, ValueEnum)]
enum Of {
    /// The file plan.yaml.
    Plan,
    /// The settings at the top of a chapter.
    Chapter,
    /// The file content/words.yaml.
    Words,
    /// The file content/pictures/library.yaml.
    Pictures,
    /// The settings at the top of an easy-read chapter.
    Easy,
}

pub(crate) fn run(args: &SchemaArgs) -> End {
    let document = match args.document {
        Of::Plan => Document::Plan,
        Of::Chapter => Document::Chapter,
        Of::Words => Document::Words,
        Of::Pictures => Document::Pictures,
        Of::Easy => Document::Easy,
    };
    anstream::println!("{:#}", reference::schema(document));
    End::Done
}
