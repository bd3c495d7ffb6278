//! A connection to the embedded database that prepares each statement once.
//!
//! Diesel keeps what it has prepared by the type of a statement, but for those whose text may be one of very many: lists of keys, several
//! rows at once, and every change of a row. Most of those are the same few texts all day, and preparing one takes longer than running it.

use diesel::connection::{
    AnsiTransactionManager, CacheSize, Connection, DefaultLoadingMode, Instrumentation,
    LoadConnection, SimpleConnection,
};
use diesel::expression::QueryMetadata;
use diesel::internal::derives::multiconnection::{
    AstPassHelper, ConnectionSealed, MultiConnectionHelper,
};
use diesel::migration::MigrationConnection;
use diesel::query_builder::{AstPass, Query, QueryBuilder, QueryFragment, QueryId};
use diesel::sql_types::TypeMetadata;
use diesel::sqlite::query_builder::SqliteQueryBuilder;
use diesel::{ConnectionResult, QueryResult, SqliteConnection, sqlite::Sqlite};
use std::any::Any;

/// A statement with more values than this is prepared each time it is run: of lists of every length there would be too many to keep.
const MOST_VALUES: usize = 40;

/// A connection to the file.
pub struct Embedded(SqliteConnection);

impl Embedded {
    /// The connection itself, which keeps fewer statements.
    pub(super) fn plain(&mut self) -> &mut SqliteConnection {
        &mut self.0
    }
}

/// Whether Diesel keeps a statement by itself, and finds it again without putting its text together.
fn is_kept_by_type<T: QueryFragment<Sqlite> + QueryId>(statement: &T) -> QueryResult<bool> {
    Ok(T::HAS_STATIC_QUERY_ID && statement.is_safe_to_cache_prepared(&Sqlite)?)
}

/// A statement that is kept under its text.
struct Kept<T> {
    statement: T,
    /// None where it is one of too many to be kept.
    text: Option<String>,
}

impl<T: QueryFragment<Sqlite>> Kept<T> {
    fn new(statement: T) -> QueryResult<Self> {
        let mut text = SqliteQueryBuilder::new();
        statement.to_sql(&mut text, &Sqlite)?;
        let text = text.finish();
        let values = text.bytes().filter(|byte| *byte == b'?').count();
        Ok(Self {
            statement,
            text: (values <= MOST_VALUES).then_some(text),
        })
    }
}

impl<T: QueryFragment<Sqlite>> QueryFragment<Sqlite> for Kept<T> {
    fn walk_ast<'b>(&'b self, mut pass: AstPass<'_, 'b, Sqlite>) -> QueryResult<()> {
        let Some(text) = &self.text else {
            return self.statement.walk_ast(pass);
        };
        // All that the statement itself does here but saying that it may not be kept.
        pass.push_sql(text);
        if let Some((values, lookup)) = pass.bind_collector() {
            self.statement.collect_binds(values, lookup, &Sqlite)?;
        }
        if let Some((shown, backend)) = pass.debug_binds() {
            let pass = AstPass::<Sqlite>::collect_debug_binds_pass(shown, backend);
            self.statement.walk_ast(pass)?;
        }
        Ok(())
    }
}

// Without an id of its type: that says nothing of how many values there are.
impl<T> QueryId for Kept<T> {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}

impl<T: Query> Query for Kept<T> {
    type SqlType = T::SqlType;
}

impl SimpleConnection for Embedded {
    fn batch_execute(&mut self, query: &str) -> QueryResult<()> {
        self.0.batch_execute(query)
    }
}

impl ConnectionSealed for Embedded {}

impl Connection for Embedded {
    type Backend = Sqlite;
    type TransactionManager = AnsiTransactionManager;

    fn establish(address: &str) -> ConnectionResult<Self> {
        SqliteConnection::establish(address).map(Self)
    }

    fn execute_returning_count<T>(&mut self, source: &T) -> QueryResult<usize>
    where
        T: QueryFragment<Sqlite> + QueryId,
    {
        match is_kept_by_type(source)? {
            true => self.0.execute_returning_count(source),
            false => self.0.execute_returning_count(&Kept::new(source)?),
        }
    }

    fn transaction_state(&mut self) -> &mut AnsiTransactionManager {
        self.0.transaction_state()
    }

    fn instrumentation(&mut self) -> &mut dyn Instrumentation {
        self.0.instrumentation()
    }

    fn set_instrumentation(&mut self, instrumentation: impl Instrumentation) {
        self.0.set_instrumentation(instrumentation);
    }

    fn set_prepared_statement_cache_size(&mut self, size: CacheSize) {
        self.0.set_prepared_statement_cache_size(size);
    }
}

impl LoadConnection<DefaultLoadingMode> for Embedded {
    type Cursor<'conn, 'query> =
        <SqliteConnection as LoadConnection<DefaultLoadingMode>>::Cursor<'conn, 'query>;
    type Row<'conn, 'query> =
        <SqliteConnection as LoadConnection<DefaultLoadingMode>>::Row<'conn, 'query>;

    fn load<'conn, 'query, T>(
        &'conn mut self,
        source: T,
    ) -> QueryResult<Self::Cursor<'conn, 'query>>
    where
        T: Query + QueryFragment<Sqlite> + QueryId + 'query,
        Sqlite: QueryMetadata<T::SqlType>,
    {
        match is_kept_by_type(&source)? {
            true => LoadConnection::<DefaultLoadingMode>::load(&mut self.0, source),
            false => LoadConnection::<DefaultLoadingMode>::load(&mut self.0, Kept::new(source)?),
        }
    }
}

impl MultiConnectionHelper for Embedded {
    fn to_any<'a>(lookup: &mut <Sqlite as TypeMetadata>::MetadataLookup) -> &mut (dyn Any + 'a) {
        SqliteConnection::to_any(lookup)
    }

    fn from_any(lookup: &mut dyn Any) -> Option<&mut <Sqlite as TypeMetadata>::MetadataLookup> {
        SqliteConnection::from_any(lookup)
    }
}

impl MigrationConnection for Embedded {
    fn setup(&mut self) -> QueryResult<usize> {
        self.0.setup()
    }
}
