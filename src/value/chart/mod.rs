//! Numbers → a static chart: a drawing, its description and its figures as a table.
//!
//! A drawing is marks in SVG and words in HTML beside them: the words flow as text does, so they never collide, at any
//! width, zoom or spacing of letters. To a screen reader all of it is one image with a name and a description, and
//! the table holds the figures. Colours are classes of the style sheet; nothing is reported by colour alone.
//!
//! Each kind of chart is a file in `kinds/` and a row in its table. Nothing else asks which kind it has.

pub mod aim;
pub mod kinds;
mod lines;
mod marks;
pub mod numbers;
pub mod shape;
mod strips;
mod voice;
mod words;

pub use self::kinds::ChartKind;
pub use self::lines::spark;
