//! The network part of a content folder: territories, reforms, bodies, kinds. Parsed here, believed only by the core.

use std::collections::BTreeMap;

use banyan_core::unit::{
    self, BodyDraft, DraftChange, DraftEnd, DraftTransfer, DraftUnit, Extent, Inconsistency,
    Network, NetworkDraft, ReformDraft, ReformId, Rows,
};
use banyan_core::words::{Day, Language, Moment, Text};

mod files;
pub(super) use files::{FourTexts, maybe_parsed, parsed};

use files::{ChangeLine, EndLine, NamesFile, NetworkFile, ReformFile, TransferLine, UnitLine};

use super::{ContentError, Source, bodies};

/// Customary names in other languages, by code and Vietnamese name without its kind.
struct Names(BTreeMap<(String, String), Vec<(Language, String)>>);

impl Names {
    const PATH: &'static str = "network/names.toml";

    fn load(source: &Source) -> Result<Names, ContentError> {
        if !source.has(Names::PATH) {
            return Ok(Names(BTreeMap::new()));
        }
        let file: NamesFile = source.toml(Names::PATH)?;
        let entries =
            file.name.into_iter().filter(|entry| entry.level == "province").map(|entry| {
                let others = [
                    (Language::French, entry.fr),
                    (Language::Arabic, entry.ar),
                    (Language::English, entry.en),
                ];
                let others = others
                    .into_iter()
                    .filter_map(|(language, words)| Some((language, words?)))
                    .collect();
                ((entry.code, entry.vi.unwrap_or_default()), others)
            });
        Ok(Names(entries.collect()))
    }

    fn text(&self, line: &UnitLine) -> Text {
        let short = line.name.strip_prefix(&line.kind).map_or(line.name.as_str(), str::trim_start);
        let others =
            self.0.get(&(line.code.clone(), short.to_owned())).cloned().unwrap_or_default();
        let pairs = std::iter::once((Language::Vietnamese, line.name.clone())).chain(others);
        Text::from_pairs(pairs)
            .unwrap_or_else(|| Text::in_one(Language::Vietnamese, line.name.clone()))
    }
}

/// The network that a content folder brings, with its zone's offset from Greenwich.
#[derive(Debug)]
pub struct NetworkContent {
    pub rows: Rows,
    pub utc_offset_minutes: i32,
    /// Every file that was read.
    pub files: Vec<String>,
}

/// Reads and checks everything under `network/`.
///
/// # Errors
/// All findings of the first part that has any: files that cannot be read, then inconsistencies.
pub fn load(source: &Source) -> Result<NetworkContent, ContentError> {
    let mut loader = Loader::new(source)?;
    loader.found()?;
    let folders: Vec<String> =
        loader.file.reform.iter().map(|entry| entry.folder.clone()).collect();
    for folder in folders {
        loader.reform(&folder)?;
    }
    loader.bodies()?;
    Ok(NetworkContent {
        rows: loader.rows,
        utc_offset_minutes: loader.file.utc_offset_minutes,
        files: loader.files,
    })
}

/// The dry run of one reform folder against the network of a content folder.
///
/// # Errors
/// Files that cannot be read, or every inconsistency.
pub fn check_reform(source: &Source, reform: &Source) -> Result<Rows, ContentError> {
    let draft = Loader::new(source).and_then(|loader| loader.draft(reform, "", "reform.toml"))?;
    let mut loader = Loader::new(source)?;
    loader.found()?;
    let folders: Vec<String> =
        loader.file.reform.iter().map(|entry| entry.folder.clone()).collect();
    for folder in folders {
        let earlier: ReformFile = source.toml(&format!("network/{folder}/reform.toml"))?;
        if earlier.on < draft.on && earlier.code != draft.id.0 {
            loader.reform(&folder)?;
        }
    }
    loader.bodies()?;
    unit::plan_reform(&Network::new(loader.rows), &draft)
        .map_err(|found| inconsistent("reform.toml", found))
}

fn inconsistent(path: &str, found: Vec<Inconsistency>) -> ContentError {
    let one = |finding| ContentError::Inconsistent { path: path.to_owned(), finding };
    ContentError::Many(found.into_iter().map(one).collect())
}

struct Loader<'a> {
    source: &'a Source,
    file: NetworkFile,
    names: Names,
    rows: Rows,
    files: Vec<String>,
}

impl<'a> Loader<'a> {
    fn new(source: &'a Source) -> Result<Loader<'a>, ContentError> {
        let file = source.toml("network/network.toml")?;
        let mut files = vec!["network/network.toml".to_owned()];
        files.extend(source.has(Names::PATH).then(|| Names::PATH.to_owned()));
        Ok(Loader { source, file, names: Names::load(source)?, rows: Rows::default(), files })
    }

    fn moment(&self, day: Day) -> Moment {
        // Nothing was recorded before the first map.
        Moment::start_of(day.max(self.file.territories.recorded_on), self.file.utc_offset_minutes)
    }

    fn found(&mut self) -> Result<(), ContentError> {
        let territories = &self.file.territories;
        let path = format!("network/{}", territories.file);
        let country = &self.file.country;
        let name = country.name.clone().text();
        let draft = NetworkDraft {
            country_code: country.code.clone(),
            country_name: name
                .unwrap_or_else(|| Text::in_one(Language::English, country.code.clone())),
            country_kind: country.kind.clone(),
            country_from: country.from,
            known_from: territories.known_from,
            units: units(self.source, &path, &self.names)?,
            recorded_at: self.moment(territories.recorded_on),
        };
        self.rows = unit::found_network(&draft).map_err(|found| inconsistent(&path, found))?;
        self.files.push(path);
        Ok(())
    }

    fn reform(&mut self, folder: &str) -> Result<(), ContentError> {
        let folder = format!("network/{folder}/");
        let path = format!("{folder}reform.toml");
        let draft = self.draft(self.source, &folder, "reform.toml")?;
        let planned = unit::plan_reform(&Network::new(self.rows.clone()), &draft);
        self.rows.append(planned.map_err(|found| inconsistent(&path, found))?);
        let parts = ["reform.toml", "units.csv", "transfers.csv", "ends.csv", "changes.csv"];
        let there =
            parts.iter().map(|part| format!("{folder}{part}")).filter(|path| self.source.has(path));
        self.files.extend(there);
        Ok(())
    }

    fn draft(
        &self,
        source: &Source,
        folder: &str,
        file: &str,
    ) -> Result<ReformDraft, ContentError> {
        let path = format!("{folder}{file}");
        let head: ReformFile = source.toml(&path)?;
        let mut wrong = Vec::new();
        let units_path = format!("{folder}units.csv");
        let units = collect(&mut wrong, source.has(&units_path), || {
            units(source, &units_path, &self.names)
        });
        let transfers_path = format!("{folder}transfers.csv");
        let transfers =
            collect(&mut wrong, source.has(&transfers_path), || transfers(source, &transfers_path));
        let ends_path = format!("{folder}ends.csv");
        let ends = collect(&mut wrong, source.has(&ends_path), || {
            let lines = source.csv::<EndLine>(&ends_path)?.into_iter();
            let end = |(line, end): (usize, EndLine)| DraftEnd {
                code: end.code,
                custodian_code: end.custodian_code,
                line,
            };
            Ok(lines.map(end).collect())
        });
        let changes_path = format!("{folder}changes.csv");
        let changes = collect(&mut wrong, source.has(&changes_path), || {
            let lines = source.csv::<ChangeLine>(&changes_path)?.into_iter();
            let change = |(line, change): (usize, ChangeLine)| DraftChange {
                name: Text::in_one(Language::Vietnamese, change.name),
                code: change.code,
                kind: change.kind,
                line,
            };
            Ok(lines.map(change).collect())
        });
        let name =
            head.name.text().unwrap_or_else(|| Text::in_one(Language::English, head.code.clone()));
        let of_bodies = head.units.as_deref() == Some("bodies");
        if of_bodies && !(units.is_empty() && ends.is_empty() && changes.is_empty()) {
            let reason = "a reform of bodies has transfers only".to_owned();
            wrong.push(ContentError::Unreadable { path, reason });
        }
        let draft = ReformDraft {
            id: ReformId(head.code),
            on: head.on,
            name,
            decree: head.decree,
            divided: head.rule.divided,
            without_default: head.rule.without_default,
            units,
            transfers,
            ends,
            changes,
            recorded_at: self.moment(head.recorded_on),
        };
        if wrong.is_empty() { Ok(draft) } else { Err(ContentError::Many(wrong)) }
    }

    /// A body that ends leaves what it has to its default successor.
    fn name_custodians(&self, drafts: &mut [BodyDraft]) -> Result<(), ContentError> {
        for folder in &self.file.bodies.reforms {
            let draft = self.draft(self.source, &format!("network/{folder}/"), "reform.toml")?;
            for transfer in draft.transfers.iter().filter(|transfer| transfer.default_successor) {
                let ended = drafts.iter_mut().filter(|body| {
                    body.code == transfer.old_code && body.until == Some(draft.on.previous())
                });
                ended.for_each(|body| body.custodian_code = Some(transfer.new_code.clone()));
            }
        }
        Ok(())
    }

    /// Bodies stand in a network whose territories and reforms are all there; then come the reforms among bodies.
    fn bodies(&mut self) -> Result<(), ContentError> {
        let network = Network::new(self.rows.clone());
        let at = self.moment(self.file.bodies.recorded_on);
        let mut drafts: Vec<BodyDraft> = Vec::new();
        for file in &self.file.bodies.files {
            let path = format!("network/{file}");
            drafts.extend(bodies::load(self.source, &path)?);
            self.files.push(path);
        }
        let mut transfers = Vec::new();
        if let Some(template) = &self.file.bodies.template {
            let path = format!("network/{template}");
            let planted = bodies::plant(self.source, &path, &network)?;
            drafts.extend(planted.bodies);
            transfers = planted.transfers;
            self.files.push(path);
        }
        self.name_custodians(&mut drafts)?;
        let rows = unit::place_bodies(&network, &drafts, at)
            .map_err(|found| inconsistent("network/bodies", found))?;
        self.rows.append(rows);
        self.rows.transfers.extend(bodies::transfers(&Network::new(self.rows.clone()), &transfers));
        for folder in self.file.bodies.reforms.clone() {
            self.reform(&folder)?;
        }
        Ok(())
    }
}

/// The rows of a part that may be missing; what is wrong with it is kept beside.
fn collect<T>(
    wrong: &mut Vec<ContentError>,
    there: bool,
    read: impl FnOnce() -> Result<Vec<T>, ContentError>,
) -> Vec<T> {
    if !there {
        return Vec::new();
    }
    read().unwrap_or_else(|refusal| {
        wrong.push(refusal);
        Vec::new()
    })
}

fn units(source: &Source, path: &str, names: &Names) -> Result<Vec<DraftUnit>, ContentError> {
    let lines = source.csv::<UnitLine>(path)?.into_iter();
    let unit = |(line, unit): (usize, UnitLine)| DraftUnit {
        name: names.text(&unit),
        code: unit.code,
        kind: unit.kind,
        level: unit.level,
        parent_code: unit.parent_code,
        line,
    };
    Ok(lines.map(unit).collect())
}

fn transfers(source: &Source, path: &str) -> Result<Vec<DraftTransfer>, ContentError> {
    let (mut rows, mut wrong) = (Vec::new(), Vec::new());
    for (line, transfer) in source.csv::<TransferLine>(path)? {
        let extent = match transfer.extent.as_str() {
            "whole" => Extent::Whole,
            "part" => Extent::Part,
            other => {
                let reason = format!("`{other}` is no extent; write whole or part");
                wrong.push(ContentError::Line { path: path.to_owned(), line, reason });
                continue;
            }
        };
        rows.push(DraftTransfer {
            old_code: transfer.old_code,
            new_code: transfer.new_code,
            share: transfer.share,
            extent,
            default_successor: transfer.default_successor == "1",
            line,
        });
    }
    if wrong.is_empty() { Ok(rows) } else { Err(ContentError::Many(wrong)) }
}
