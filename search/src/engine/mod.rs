//! The engine for the kiosk and the command line: tantivy keeps the postings, in memory or in a
//! folder, and [`crate::ranking`] scores them.
//!
//! tantivy's query language and its own scores are not used. Any text is a valid query, and the
//! order of hits is that of the [static index](crate::shards).

mod excerpt;
mod fields;
mod lookup;
mod phrases;
mod scoring;

use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};

use camino::{Utf8Path, Utf8PathBuf};
use tantivy::directory::MmapDirectory;
use tantivy::{Index, IndexReader, IndexWriter, ReloadPolicy, TantivyDocument, TantivyError};

use crate::analysis::{Analyzer, Vocabulary, asked, codes};
use crate::entry::{Entry, Hit};
use crate::query::{Query, Results};
use fields::{Fields, Stored};
use lookup::Lookup;
use scoring::Ranked;

/// Memory of the one writing thread, in bytes; tantivy wants at least 15 MB.
const WRITER_MEMORY: usize = 32 << 20;

/// Why a search index could not be read or written. The index is disposable: deleting its folder
/// and building it again always helps.
#[derive(Debug, thiserror::Error)]
pub enum EngineError {
    /// The folder cannot be made, emptied or opened.
    #[error(
        "the search index in {folder} cannot be opened: {reason}; delete the folder, it is made again"
    )]
    Folder {
        /// The folder.
        folder: Utf8PathBuf,
        /// What the system said.
        reason: String,
    },
    /// Another program is writing to the same index.
    #[error("the search index is in use by another program; stop it or wait until it is done")]
    InUse,
    /// The index cannot be read or written.
    #[error("the search index cannot be used ({0}); delete its folder, it is made again")]
    Index(TantivyError),
}

impl From<TantivyError> for EngineError {
    fn from(error: TantivyError) -> Self {
        match error {
            TantivyError::LockFailure(..) => Self::InUse,
            other => Self::Index(other),
        }
    }
}

impl From<std::io::Error> for EngineError {
    fn from(error: std::io::Error) -> Self {
        Self::Index(error.into())
    }
}

/// A searchable set of entries. Share it between threads behind a plain reference.
pub struct Engine {
    fields: Fields,
    index: Index,
    reader: IndexReader,
    writing: Mutex<Writing>,
    corpus: RwLock<Arc<Corpus>>,
}

struct Writing {
    writer: Option<IndexWriter>,
    vocabulary: Vocabulary,
}

/// What ranking needs to know about all entries together.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Corpus {
    pub(crate) entries: usize,
    pub(crate) average_length: f64,
    pub(crate) languages: Vec<String>,
}

impl Engine {
    /// An index of these entries that lives as long as the value.
    pub fn in_memory(entries: &[Entry]) -> Result<Self, EngineError> {
        let engine = Self::over(Index::create_in_ram(Fields::schema().0))?;
        engine.replace(entries)?;
        Ok(engine)
    }

    /// The index in this folder. A folder that is missing, damaged or of another version becomes an
    /// empty index: ask [`Engine::len`] and fill it with [`Engine::rebuild`].
    pub fn in_folder(folder: &Utf8Path) -> Result<Self, EngineError> {
        let failed = |reason: String| EngineError::Folder { folder: folder.to_owned(), reason };
        // One folder per layout, so that an older program does not trip over a newer index.
        let path = folder.join(fields::LAYOUT);
        fs_err::create_dir_all(&path).map_err(|error| failed(error.to_string()))?;
        if let Ok(engine) = Self::open(path.as_std_path()) {
            return Ok(engine);
        }
        fs_err::remove_dir_all(&path).map_err(|error| failed(error.to_string()))?;
        fs_err::create_dir_all(&path).map_err(|error| failed(error.to_string()))?;
        Self::open(path.as_std_path()).map_err(|error| failed(error.to_string()))
    }

    fn open(folder: &Path) -> Result<Self, EngineError> {
        let directory = MmapDirectory::open(folder).map_err(TantivyError::from)?;
        Self::over(Index::open_or_create(directory, Fields::schema().0)?)
    }

    fn over(index: Index) -> Result<Self, EngineError> {
        let (_, fields) = Fields::schema();
        let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
        let writing = Writing { writer: None, vocabulary: Vocabulary::default() };
        let corpus = RwLock::new(Arc::default());
        let engine = Self { fields, index, reader, writing: Mutex::new(writing), corpus };
        engine.lookup(&engine.corpus()).vocabulary(&mut engine.writing().vocabulary)?;
        engine.refresh()?;
        Ok(engine)
    }

    /// How many entries there are.
    pub fn len(&self) -> usize {
        self.corpus().entries
    }

    /// Whether there is nothing to find.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Adds entries; an entry with a known key takes the place of the old one. Searches that start
    /// after the call see them.
    pub fn replace(&self, entries: &[Entry]) -> Result<(), EngineError> {
        self.write(entries, |_| Ok(()))
    }

    /// Removes the entry with this key, if there is one.
    pub fn remove(&self, key: &str) -> Result<(), EngineError> {
        let term = self.fields.key_term(key);
        self.write(&[], |writer| {
            writer.delete_term(term);
            Ok(())
        })
    }

    /// Forgets everything and starts again with these entries.
    pub fn rebuild(&self, entries: &[Entry]) -> Result<(), EngineError> {
        self.writing().vocabulary = Vocabulary::default();
        self.write(entries, |writer| {
            writer.delete_all_documents()?;
            Ok(())
        })
    }

    fn write(
        &self,
        entries: &[Entry],
        first: impl FnOnce(&IndexWriter) -> Result<(), EngineError>,
    ) -> Result<(), EngineError> {
        let mut writing = self.writing();
        let Writing { writer, vocabulary } = &mut *writing;
        for entry in entries {
            vocabulary.add(entry);
        }
        let writer = match writer {
            Some(writer) => writer,
            none => none.insert(self.index.writer_with_num_threads(1, WRITER_MEMORY)?),
        };
        first(writer)?;
        let mut analyzer = Analyzer::new(vocabulary);
        for entry in entries {
            writer.delete_term(self.fields.key_term(&entry.key));
            writer.add_document(self.fields.document(entry, &analyzer.words(entry)))?;
        }
        writer.commit()?;
        self.refresh()
    }

    /// Sees what another program has written to the same folder since.
    pub fn reload(&self) -> Result<(), EngineError> {
        self.refresh()
    }

    fn refresh(&self) -> Result<(), EngineError> {
        self.reader.reload()?;
        let corpus = self.lookup(&Corpus::default()).corpus()?;
        *self.corpus.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(corpus);
        Ok(())
    }

    // A panic elsewhere leaves the guarded values whole: every write to them is one assignment.
    fn writing(&self) -> MutexGuard<'_, Writing> {
        self.writing.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn corpus(&self) -> Arc<Corpus> {
        Arc::clone(&self.corpus.read().unwrap_or_else(PoisonError::into_inner))
    }

    fn lookup<'a>(&'a self, corpus: &'a Corpus) -> Lookup<'a> {
        Lookup { fields: &self.fields, searcher: self.reader.searcher(), corpus }
    }

    /// The best entries for a query.
    pub fn search(&self, query: &Query) -> Result<Results, EngineError> {
        let corpus = self.corpus();
        let lookup = self.lookup(&corpus);
        if let Some(found) = self.search_code(&lookup, query)? {
            return Ok(found);
        }
        let words = asked(&query.text, corpus.languages.iter().map(String::as_str));
        let resolved = lookup.resolve(&words)?;
        let ranked = self.rank(&lookup, &resolved, query)?;
        let hits = ranked.top.iter().map(|ranked| {
            let stored = self.stored(&lookup, ranked)?;
            Ok(stored.hit(ranked.score, &resolved))
        });
        Ok(Results {
            hits: hits.collect::<Result<_, EngineError>>()?,
            total: ranked.total,
            facets: ranked.facets,
            corrected: lookup.corrected(&query.text, &resolved)?,
            partial: ranked.partial,
            apart: ranked.apart,
            code: false,
        })
    }

    /// The entry that carries the code, if the query is one.
    fn search_code(
        &self,
        lookup: &Lookup<'_>,
        query: &Query,
    ) -> Result<Option<Results>, EngineError> {
        let Some(code) = codes::asked(&query.text) else { return Ok(None) };
        let Some(ranked) = lookup.by_code(&code)? else { return Ok(None) };
        let hit = self.stored(lookup, &ranked)?.hit(ranked.score, &[]);
        Ok(Some(Results { hits: vec![hit], total: 1, code: true, ..Results::default() }))
    }

    fn stored(&self, lookup: &Lookup<'_>, ranked: &Ranked) -> Result<Stored, EngineError> {
        let document: TantivyDocument = lookup.searcher.doc(ranked.address)?;
        Ok(self.fields.stored(&document))
    }
}

impl Stored {
    fn hit(self, score: u64, resolved: &[lookup::Resolved]) -> Hit {
        let (excerpt, marks) = excerpt::excerpt(&self.text, &self.lang, resolved);
        Hit {
            key: self.key,
            url: self.url,
            kind: self.kind,
            title: self.title,
            category: self.category,
            place: self.place,
            code: self.code,
            excerpt,
            marks,
            lang: self.lang,
            image: self.image,
            score,
        }
    }
}

#[cfg(test)]
mod tests;
