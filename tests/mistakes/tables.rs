//! The right tables, the forms in which they are written, and how people mistype figures.

/// A table and the relations that tie its figures.
#[derive(Clone, Debug)]
pub(crate) struct RightTable {
    pub(crate) name: String,
    pub(crate) unit: String,
    pub(crate) columns: Vec<String>,
    pub(crate) rows: Vec<Vec<String>>,
    pub(crate) relations: Vec<String>,
}

/// A form in which a table is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Form {
    Yaml,
    YamlMarked,
    Csv,
    CsvMarked,
    /// All relations are stated.
    Stated,
}

impl Form {
    pub(crate) const ALL: [Self; 5] = [Self::Yaml, Self::YamlMarked, Self::Csv, Self::CsvMarked, Self::Stated];
}

/// All right tables.
pub(crate) fn all() -> Vec<RightTable> {
    let text = include_str!("tables.txt");
    text.split("\n## ").skip(1).map(table).collect()
}

fn table(text: &str) -> RightTable {
    let mut lines = text.lines().filter(|line| !line.is_empty()).peekable();
    let name = lines.next().unwrap_or_default().to_owned();
    let unit = lines.next_if(|line| line.starts_with("unit: ")).map_or("", |line| &line[6..]).to_owned();
    let (relations, rows): (Vec<&str>, Vec<&str>) = lines.partition(|line| line.starts_with("> "));
    let cells = |line: &&str| line.split('|').map(|cell| cell.trim().to_owned()).collect::<Vec<String>>();
    let mut rows: Vec<Vec<String>> = rows.iter().map(cells).collect();
    let columns = rows.remove(0);
    let relations = relations.iter().map(|line| line[2..].to_owned()).collect();
    RightTable { name, unit, columns, rows, relations }
}

impl RightTable {
    /// Whether all its relations can be written as formulas.
    pub(crate) fn can_be_stated(&self) -> bool {
        !self.relations.is_empty() && self.relations.iter().all(|relation| relation.contains('='))
    }

    /// The chapter of the table, and the file of its rows.
    pub(crate) fn files(&self, form: Form) -> Vec<(String, String)> {
        let mut table = format!("  - id: t\n    caption: {}\n", self.name);
        if !self.unit.is_empty() {
            table += &format!("    unit: {}\n", self.unit);
        }
        if form == Form::Stated {
            table += "    formulas:\n";
            table.extend(self.relations.iter().map(|relation| format!("      - '{relation}'\n")));
        }
        let is_marked = matches!(form, Form::YamlMarked | Form::CsvMarked);
        let name = |row: &[String]| {
            let mark = if is_marked && self.is_total(&row[0]) { "= " } else { "" };
            format!("{mark}{}", row[0])
        };
        let line = |row: &Vec<String>| std::iter::once(name(row)).chain(row[1..].iter().cloned()).collect::<Vec<_>>();
        let mut files = Vec::new();
        if matches!(form, Form::Csv | Form::CsvMarked) {
            let quoted =
                |cells: Vec<String>| cells.iter().map(|cell| format!("\"{cell}\"")).collect::<Vec<_>>().join(",");
            let lines =
                std::iter::once(quoted(self.columns.clone())).chain(self.rows.iter().map(|row| quoted(line(row))));
            files.push(("content/t.csv".to_owned(), lines.collect::<Vec<_>>().join("\n") + "\n"));
            table += "    file: t.csv\n";
        } else {
            let columns: Vec<String> = self.columns.iter().map(|column| format!("'{column}'")).collect();
            table += &format!("    columns: [{}]\n    rows: |\n", columns.join(", "));
            table.extend(self.rows.iter().map(|row| format!("      {}\n", line(row).join(" | "))));
        }
        let chapter = format!("---\ntitle: Care\ntables:\n{table}---\n{{{{ table t }}}}\n");
        files.push(("content/1-care.md".to_owned(), chapter));
        files
    }

    /// Whether a row is the sum of others.
    fn is_total(&self, row: &str) -> bool {
        self.relations.iter().any(|relation| {
            let Some((target, sum)) = relation.split_once(" = ") else { return false };
            target.trim_matches('"') == row
                && sum.contains(" + ")
                && !sum.contains(" - ")
                && row.to_lowercase().contains("total")
        })
    }
}

/// The table with one figure changed, in each way that people mistype one, and what was changed.
pub(crate) fn mistakes(table: &RightTable) -> Vec<(RightTable, String)> {
    let mut found = Vec::new();
    for row in 0..table.rows.len() {
        for column in 1..table.columns.len() {
            let written = &table.rows[row][column];
            let above = row.checked_sub(1).map(|above| table.rows[above][column].clone());
            for typed in
                mistyped(written).into_iter().chain(above.filter(|above| has_digits(above) && has_digits(written)))
            {
                if typed != *written {
                    let what = format!("{} of {}: {written} → {typed}", table.columns[column], table.rows[row][0]);
                    let mut changed = table.clone();
                    changed.rows[row][column] = typed;
                    found.push((changed, what));
                }
            }
        }
    }
    found
}

fn has_digits(text: &str) -> bool {
    text.contains(|letter: char| letter.is_ascii_digit())
}

/// A figure with two digits swapped, one dropped, one doubled, its sign or its point lost.
fn mistyped(written: &str) -> Vec<String> {
    if !has_digits(written) {
        return Vec::new();
    }
    let plain = written.replace(',', "");
    let at: Vec<usize> = plain.char_indices().filter(|(_, letter)| letter.is_ascii_digit()).map(|(at, _)| at).collect();
    let mut found = Vec::new();
    let swapped = at.windows(2).filter(|pair| plain[pair[0]..=pair[0]] != plain[pair[1]..=pair[1]]);
    for pair in swapped {
        let mut letters: Vec<char> = plain.chars().collect();
        if let (Some(one), Some(other)) = (place(&plain, pair[0]), place(&plain, pair[1])) {
            letters.swap(one, other);
        }
        found.push(letters.into_iter().collect());
    }
    for digit in [at[0], at[at.len() / 2], at[at.len() - 1]] {
        if at.len() > 1 {
            found.push(format!("{}{}", &plain[..digit], &plain[digit + 1..]));
        }
        found.push(format!("{}{}", &plain[..=digit], &plain[digit..]));
    }
    found.push(match plain.strip_prefix('-').or_else(|| plain.strip_prefix('(')) {
        Some(rest) => rest.trim_end_matches(')').to_owned(),
        None => format!("-{plain}"),
    });
    if plain.contains('.') {
        found.push(plain.replace('.', ""));
    }
    // What begins with a nought or a point is no figure that a hand leaves standing.
    found.retain(|text| {
        let digits = text.trim_start_matches(['-', '(', '£']);
        !digits.starts_with('.')
            && (!digits.starts_with('0') || digits.starts_with("0.") || digits == "0" || digits == "0%")
    });
    found.sort();
    found.dedup();
    found
}

/// The number of the letter that begins at a byte.
fn place(text: &str, byte: usize) -> Option<usize> {
    text.char_indices().position(|(at, _)| at == byte)
}
