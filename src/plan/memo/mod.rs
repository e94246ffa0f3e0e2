//! Products that were made from a plan → the same products, with only those made again whose inputs have changed.
//!
//! A product is anything made from a plan: what the rules find in a chapter, a page, the data of a chapter. Its computation
//! gets a tracked [`Plan`], which records each [`Dependency`] that is read. A product is valid as long as every recorded
//! dependency still has the hash that it had, so nobody keeps a list of what depends on what.
//!
//! After an edit, the plan says which dependencies have changed since the last [`Revision`], and a reverse index (dependency →
//! readers) finds the products to be validated. So an edit costs the same in a plan of 100 chapters and of 5,000.

mod dependency;
mod derived;

use std::borrow::Borrow;
use std::collections::BTreeSet;
use std::hash::Hash;
use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

pub(crate) use self::dependency::Dependency;
use self::dependency::Reads;
pub(super) use self::dependency::{Changes, Recorder};
pub(crate) use self::derived::Derived;
use super::Plan;
use crate::base::hash::hash_of;

/// All that a plan says at some time, as a hash.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub(crate) struct Revision(pub(super) u128);

/// What products are made from: the plan, what was derived from it before, and what else its caller gives to all of them.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Inputs<'i> {
    plan: &'i Plan,
    derived: Option<&'i Derived>,
    /// Of what every product is made from, whatever it reads: what the caller gives, and what is said once for the whole plan.
    shared: u128,
}

/// The products of some kind, by key. A key says everything that tells one product from the next.
#[derive(Debug)]
pub(crate) struct Memo<K, T> {
    products: FxHashMap<K, Product<T>>,
    /// The keys, whose numbers are known to the reverse index.
    keys: Arc<[K]>,
    readers: Readers,
    /// When all products were valid.
    valid_at: Option<ValidAt>,
}

/// The one product of some kind.
#[derive(Debug)]
pub(crate) struct Single<T> {
    product: Option<Product<T>>,
    /// How often it was made.
    version: u64,
}

/// A product to be made.
#[derive(Debug)]
pub(crate) struct Request<'r, K, T> {
    /// The plan, which records what is read.
    pub(crate) plan: Plan,
    /// The number of the key.
    pub(crate) number: usize,
    /// The key.
    pub(crate) key: &'r K,
    /// The product as it was before.
    pub(crate) previous: Option<&'r T>,
}

/// What an update has changed.
#[derive(Debug)]
pub(crate) struct Updated<K, T> {
    /// The products that were made, by the number of their key, each with what it was before.
    pub(crate) made: Vec<(usize, Option<T>)>,
    /// The products whose key is gone.
    pub(crate) removed: Vec<(K, T)>,
}

/// The one product of some kind, after it was brought up to date.
#[derive(Debug)]
pub(crate) struct Refreshed<'m, T> {
    /// It.
    pub(crate) value: &'m T,
    /// Whether it was made just now.
    pub(crate) is_made: bool,
    /// How often it was made: what is made from it is given this ([`Inputs::with`]).
    pub(crate) version: u64,
    /// What it was before, if it was made just now.
    pub(crate) previous: Option<T>,
}

/// A product, and what it was made from.
#[derive(Debug)]
struct Product<T> {
    shared: u128,
    reads: Reads,
    value: T,
}

/// A time at which all products of a memo were valid.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct ValidAt {
    plan: Revision,
    derived: u64,
    shared: u128,
}

/// The reverse index: who reads what. Readers have the numbers of their keys. It is made when it is first asked for, so that a
/// single build does without.
#[derive(Default, Debug)]
struct Readers(Option<BTreeSet<(Dependency, usize)>>);

impl<'i> Inputs<'i> {
    /// A plan, and nothing else.
    #[must_use]
    pub(crate) fn of(plan: &'i Plan) -> Self {
        Self { plan, derived: None, shared: plan.shared_hash() }
    }

    /// The same with something else that every product is made from.
    #[must_use]
    pub(crate) fn with(self, given: impl Hash) -> Self {
        Self { shared: hash_of(&(self.shared, given)), ..self }
    }

    /// The same with what was derived from the plan before.
    #[must_use]
    pub(crate) fn deriving_from(self, derived: &'i Derived) -> Self {
        Self { derived: Some(derived), ..self }
    }

    fn hash_of(&self, dependency: Dependency) -> u128 {
        match dependency {
            Dependency::Derived(_) => self.derived.map_or(0, |derived| derived.hash_of(dependency)),
            _ => self.plan.hash_of(dependency),
        }
    }

    fn valid_now(&self) -> ValidAt {
        let derived = self.derived.map_or(0, Derived::revision);
        ValidAt { plan: self.plan.revision(), derived, shared: self.shared }
    }

    /// The dependencies that have changed since all products were valid; nothing if any may have.
    fn changed_since(&self, then: ValidAt) -> Option<Vec<Dependency>> {
        if then.shared != self.shared {
            return None;
        }
        let derived = self.derived.filter(|derived| derived.revision() != then.derived);
        let derived = derived.into_iter().flat_map(|derived| derived.changed_since(then.derived));
        Some(self.plan.changed_since(then.plan)?.iter().copied().chain(derived).collect())
    }
}

impl<K, T> Updated<K, T> {
    /// Whether every product is as it was.
    pub(crate) fn is_empty(&self) -> bool {
        self.made.is_empty() && self.removed.is_empty()
    }
}

impl<T> Product<T> {
    /// Makes a product and records what was read for it.
    fn make(inputs: &Inputs, compute: impl FnOnce(Plan) -> T) -> Self {
        let (plan, recorder) = inputs.plan.tracked();
        let value = compute(plan);
        let reads = recorder.reads(|dependency| inputs.hash_of(dependency));
        Self { shared: inputs.shared, reads, value }
    }

    fn is_valid(&self, inputs: &Inputs) -> bool {
        self.shared == inputs.shared && self.reads.iter().all(|(dependency, hash)| inputs.hash_of(*dependency) == *hash)
    }
}

impl<K, T> Default for Memo<K, T> {
    fn default() -> Self {
        Self { products: FxHashMap::default(), keys: Arc::new([]), readers: Readers::default(), valid_at: None }
    }
}

impl<K, T> Memo<K, T>
where
    K: Clone + Eq + Hash + Send + Sync,
    T: Send + Sync,
{
    /// Brings the products of `keys` up to date and forgets all others. `scratch` is for each thread, to be used again.
    pub(crate) fn update<S>(
        &mut self,
        inputs: Inputs,
        keys: &Arc<[K]>,
        scratch: impl Fn() -> S + Sync + Send,
        compute: impl Fn(&mut S, Request<K, T>) -> T + Sync + Send,
    ) -> Updated<K, T> {
        let removed = self.take_keys(keys);
        let invalid = self.invalid(&inputs);
        let products = &self.products;
        let made = invalid.into_par_iter().map_init(scratch, |scratch, number| {
            let key = &keys[number];
            let previous = products.get(key).map(|product| &product.value);
            let compute = |plan| compute(scratch, Request { plan, number, key, previous });
            (number, Product::make(&inputs, compute))
        });
        let made: Vec<(usize, Product<T>)> = made.collect();
        let made = made.into_iter().map(|(number, product)| (number, self.put(number, product))).collect();
        self.valid_at = Some(inputs.valid_now());
        Updated { made, removed }
    }

    /// The keys.
    pub(crate) fn keys(&self) -> &[K] {
        &self.keys
    }

    /// The product of a key.
    #[must_use]
    pub(crate) fn get<Q: Hash + Eq + ?Sized>(&self, key: &Q) -> Option<&T>
    where
        K: Borrow<Q>,
    {
        self.products.get(key).map(|product| &product.value)
    }

    /// All products, in no order.
    pub(crate) fn values(&self) -> impl Iterator<Item = &T> {
        self.products.values().map(|product| &product.value)
    }

    /// All products with their keys, in no order, when nothing else will be made from them.
    pub(crate) fn into_products(self) -> impl Iterator<Item = (K, T)> {
        self.products.into_iter().map(|(key, product)| (key, product.value))
    }

    /// All products, in the order of their keys.
    pub(crate) fn in_order(&self) -> impl Iterator<Item = &T> {
        self.keys.iter().filter_map(|key| self.get(key))
    }

    /// Takes the keys as they are now, and takes away the products that have none any more.
    fn take_keys(&mut self, keys: &Arc<[K]>) -> Vec<(K, T)> {
        if Arc::ptr_eq(&self.keys, keys) || self.keys == *keys {
            return Vec::new();
        }
        self.keys = Arc::clone(keys);
        (self.readers, self.valid_at) = (Readers::default(), None);
        let there: FxHashSet<&K> = keys.iter().collect();
        let gone = self.products.extract_if(|key, _| !there.contains(key));
        gone.map(|(key, product)| (key, product.value)).collect()
    }

    /// The numbers of the keys whose product is not there or not valid.
    fn invalid(&mut self, inputs: &Inputs) -> Vec<usize> {
        let changed = self.valid_at.and_then(|then| inputs.changed_since(then));
        let doubtful = match &changed {
            Some(changed) if changed.is_empty() => Vec::new(),
            Some(changed) => {
                let all = self.keys.iter().enumerate();
                let all = all.filter_map(|(number, key)| Some((number, &self.products.get(key)?.reads)));
                self.readers.of(changed, all)
            }
            None => (0..self.keys.len()).collect(),
        };
        let is_valid =
            |number: &usize| self.products.get(&self.keys[*number]).is_some_and(|known| known.is_valid(inputs));
        debug_assert!((0..self.keys.len()).all(|number| doubtful.binary_search(&number).is_ok() || is_valid(&number)));
        doubtful.into_par_iter().filter(|number| !is_valid(number)).collect()
    }

    /// Puts a product in its place. What was there before.
    fn put(&mut self, number: usize, product: Product<T>) -> Option<T> {
        let key = &self.keys[number];
        self.readers.replace(number, self.products.get(key).map(|previous| &previous.reads), &product.reads);
        self.products.insert(key.clone(), product).map(|previous| previous.value)
    }
}

impl<T> Default for Single<T> {
    fn default() -> Self {
        Self { product: None, version: 0 }
    }
}

impl<T> Single<T> {
    /// Brings the product up to date.
    pub(crate) fn refresh(&mut self, inputs: Inputs, compute: impl FnOnce(Plan) -> T) -> Refreshed<'_, T> {
        let known = self.product.take();
        let is_made = !known.as_ref().is_some_and(|known| known.is_valid(&inputs));
        let (product, previous) = match known {
            Some(known) if !is_made => (known, None),
            known => (Product::make(&inputs, compute), known.map(|known| known.value)),
        };
        self.version += u64::from(is_made);
        Refreshed { value: &self.product.insert(product).value, is_made, version: self.version, previous }
    }

    /// The product, if it was ever made.
    pub(crate) fn get(&self) -> Option<&T> {
        self.product.as_ref().map(|product| &product.value)
    }
}

impl Readers {
    /// The numbers of those who read one of the dependencies, each once, in order. `all` are the reads of all, by number.
    fn of<'r>(&mut self, dependencies: &[Dependency], all: impl Iterator<Item = (usize, &'r Reads)>) -> Vec<usize> {
        let index = self.0.get_or_insert_with(|| all.flat_map(|(number, reads)| edges(number, reads)).collect());
        let readers = dependencies.iter().flat_map(|read| index.range((*read, 0)..=(*read, usize::MAX)));
        let mut readers: Vec<usize> = readers.map(|(_, number)| *number).collect();
        readers.sort_unstable();
        readers.dedup();
        readers
    }

    /// A reader reads something else now.
    fn replace(&mut self, number: usize, before: Option<&Reads>, now: &Reads) {
        let Some(index) = &mut self.0 else { return };
        for edge in before.into_iter().flat_map(|before| edges(number, before)) {
            index.remove(&edge);
        }
        index.extend(edges(number, now));
    }
}

fn edges(number: usize, reads: &Reads) -> impl Iterator<Item = (Dependency, usize)> {
    reads.iter().map(move |(read, _)| (*read, number))
}

#[cfg(test)]
mod tests;
