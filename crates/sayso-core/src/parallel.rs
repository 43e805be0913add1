//! Work on many documents at once, with results in the order of the documents.
//!
//! Plain threads, not a work-stealing pool: the matrix library has a pool of its own, and a thread that waits for it
//! inside another pool would begin further documents on the same stack.

use std::any::Any;
use std::collections::{BTreeMap, VecDeque};
use std::convert::Infallible;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// Items that are in work or wait for their turn, for each thread: enough that nobody waits for a long one.
const ITEMS_A_THREAD: usize = 16;

/// Weight of all items that are in work or wait for their turn; a single heavier one is let in alone.
const WEIGHT: usize = 16 << 20;

/// A stream of items through two steps on several threads: `open` makes units of an item, `work` a result of each unit.
///
/// Results come in the order of the items and of the units in them, whatever the number of threads. Only so many items
/// are in flight that memory stays bounded, however long the stream and however slow the taker.
pub struct Pipeline<Weigh, Open, Work> {
    /// Number of threads; 0: one per processor.
    pub threads: usize,
    /// How much an item counts against what may be in flight, in bytes.
    pub weigh: Weigh,
    /// Makes the units of an item.
    pub open: Open,
    /// Makes the result of a unit.
    pub work: Work,
}

impl<Weigh, Open, Work> Pipeline<Weigh, Open, Work> {
    /// Sends `items` through the steps and gives `take` the results, on the calling thread. The first error of `take`
    /// ends everything: what is in work is finished and dropped, nothing more is pulled from `items`.
    ///
    /// # Panics
    ///
    /// With the panic of a step or of `items`, once all results before it were taken.
    pub fn run<T, U, R, E>(
        &self,
        items: impl IntoIterator<Item = T, IntoIter: Send>,
        mut take: impl FnMut(R) -> Result<(), E>,
    ) -> Result<(), E>
    where
        T: Send,
        U: Send,
        R: Send,
        Weigh: Fn(&T) -> usize + Sync,
        Open: Fn(T) -> Vec<U> + Sync,
        Work: Fn(U) -> R + Sync,
    {
        let items = items.into_iter();
        let threads = number_of_threads(self.threads);
        if threads == 1 {
            for item in items {
                for unit in (self.open)(item) {
                    take((self.work)(unit))?;
                }
            }
            return Ok(());
        }
        let shared = Shared::new(items, threads * ITEMS_A_THREAD);
        std::thread::scope(|scope| {
            let (sender, receiver) = channel();
            for _ in 0..threads {
                let (sender, shared) = (sender.clone(), &shared);
                scope.spawn(move || Worker { pipeline: self, shared, sender }.run());
            }
            drop(sender);
            // Also when `take` panics, the workers must learn that nobody waits for them.
            let _stop = Stop(&shared);
            Turns::default().take_all(&receiver, &shared, &mut take)
        })
    }
}

/// Does `work` on every item, on `threads` threads (0: one per processor). The results stand in the order of the items.
pub fn in_order<T: Sync, R: Send>(threads: usize, items: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let threads = number_of_threads(threads).min(items.len()).max(1);
    let mut results = Vec::with_capacity(items.len());
    let pipeline = Pipeline { threads, weigh: |_: &&T| 0, open: |item| vec![item], work: |item: &T| work(item) };
    let done: Result<(), Infallible> = pipeline.run(items, |result| {
        results.push(result);
        Ok(())
    });
    match done {
        Ok(()) => results,
    }
}

/// Does two things at once, the first on a thread of its own.
///
/// # Panics
///
/// With the panic of either.
pub fn at_once<A: Send, B>(one: impl FnOnce() -> A + Send, other: impl FnOnce() -> B) -> (A, B) {
    std::thread::scope(|scope| {
        let one = scope.spawn(one);
        let other = other();
        (one.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)), other)
    })
}

/// The threads that are meant by a wish for so many: 0 is one per processor.
pub fn number_of_threads(wanted: usize) -> usize {
    match wanted {
        0 => std::thread::available_parallelism().map_or(1, usize::from),
        wanted => wanted,
    }
}

type Panic = Box<dyn Any + Send>;

/// What the workers share. The lock is held to move things in and out, never while an item is pulled or worked on.
struct Shared<I, U> {
    state: Mutex<State<I, U>>,
    changed: Condvar,
    most_items: usize,
}

struct State<I, U> {
    /// The items that are left, and the turn of the next; away while a worker pulls from it, and when it has ended.
    source: Option<(I, usize)>,
    ended: bool,
    /// Items that are being pulled or opened: units may yet come of them.
    opening: usize,
    units: VecDeque<Unit<U>>,
    items: usize,
    weight: usize,
    stopped: bool,
}

/// A unit with its place: the turn of its item, and its position in it.
struct Unit<U> {
    turn: usize,
    position: usize,
    unit: U,
}

enum Job<I, U> {
    Pull(I, usize),
    Work(Unit<U>),
}

impl<I, U> Shared<I, U> {
    fn new(items: I, most_items: usize) -> Shared<I, U> {
        let state = State {
            source: Some((items, 0)),
            ended: false,
            opening: 0,
            units: VecDeque::new(),
            items: 0,
            weight: 0,
            stopped: false,
        };
        Shared { state: Mutex::new(state), changed: Condvar::new(), most_items }
    }

    fn state(&self) -> MutexGuard<'_, State<I, U>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What to do next: units before new items, so that what was begun is ended first. Nothing once all is done.
    fn job(&self) -> Option<Job<I, U>> {
        let mut state = self.state();
        loop {
            if state.stopped {
                return None;
            }
            if let Some(unit) = state.units.pop_front() {
                return Some(Job::Work(unit));
            }
            if state.items < self.most_items
                && state.weight < WEIGHT
                && let Some((source, turn)) = state.source.take()
            {
                state.opening += 1;
                return Some(Job::Pull(source, turn));
            }
            if state.ended && state.opening == 0 {
                return None;
            }
            state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// Gives the source back after an item of this weight was pulled from it.
    fn pulled(&self, source: I, turn: usize, weight: usize) {
        let mut state = self.state();
        state.source = Some((source, turn + 1));
        state.items += 1;
        state.weight += weight;
        drop(state);
        self.changed.notify_one();
    }

    fn end(&self) {
        let mut state = self.state();
        state.ended = true;
        state.opening -= 1;
        drop(state);
        self.changed.notify_all();
    }

    /// Puts the units of an item in line and gives the first one back to whoever opened it.
    fn opened(&self, turn: usize, units: Vec<U>) -> Option<Unit<U>> {
        let mut units = units.into_iter().enumerate().map(|(position, unit)| Unit { turn, position, unit });
        let first = units.next();
        let mut state = self.state();
        state.opening -= 1;
        let before = state.units.len();
        state.units.extend(units);
        let wake = state.units.len() > before || state.ended;
        drop(state);
        if wake {
            self.changed.notify_all();
        }
        first
    }

    fn taken(&self, weight: usize) {
        let mut state = self.state();
        state.items -= 1;
        state.weight -= weight;
        drop(state);
        self.changed.notify_one();
    }
}

/// Ends the workers when the taker is gone.
struct Stop<'s, I, U>(&'s Shared<I, U>);

impl<I, U> Drop for Stop<'_, I, U> {
    fn drop(&mut self) {
        self.0.state().stopped = true;
        self.0.changed.notify_all();
    }
}

/// What a worker tells the taker.
enum Told<R> {
    /// So many units came of the item whose turn this is.
    Opened { turn: usize, units: usize, weight: usize },
    /// The result of a unit.
    Done { turn: usize, position: usize, result: R },
    /// The item whose turn this is could not be pulled, opened or worked on.
    Panicked { turn: usize, position: usize, panic: Panic },
}

struct Worker<'s, Weigh, Open, Work, I, U, R> {
    pipeline: &'s Pipeline<Weigh, Open, Work>,
    shared: &'s Shared<I, U>,
    sender: Sender<Told<R>>,
}

impl<Weigh, Open, Work, I, U, R> Worker<'_, Weigh, Open, Work, I, U, R>
where
    I: Iterator,
    Weigh: Fn(&I::Item) -> usize,
    Open: Fn(I::Item) -> Vec<U>,
    Work: Fn(U) -> R,
{
    fn run(self) {
        while let Some(job) = self.shared.job() {
            let unit = match job {
                Job::Work(unit) => Some(unit),
                Job::Pull(source, turn) => self.pull(source, turn),
            };
            if let Some(unit) = unit {
                self.work(unit);
            }
        }
    }

    fn pull(&self, mut source: I, turn: usize) -> Option<Unit<U>> {
        let pulled = catch_unwind(AssertUnwindSafe(|| {
            let item = source.next()?;
            let weight = (self.pipeline.weigh)(&item);
            Some((item, weight))
        }));
        let (item, weight) = match pulled {
            Ok(Some(pulled)) => pulled,
            Ok(None) => {
                self.shared.end();
                return None;
            }
            Err(panic) => {
                self.tell(Told::Panicked { turn, position: 0, panic });
                self.shared.end();
                return None;
            }
        };
        self.shared.pulled(source, turn, weight);
        let units = catch_unwind(AssertUnwindSafe(|| (self.pipeline.open)(item))).unwrap_or_else(|panic| {
            self.tell(Told::Panicked { turn, position: 0, panic });
            Vec::new()
        });
        self.tell(Told::Opened { turn, units: units.len(), weight });
        self.shared.opened(turn, units)
    }

    fn work(&self, Unit { turn, position, unit }: Unit<U>) {
        self.tell(match catch_unwind(AssertUnwindSafe(|| (self.pipeline.work)(unit))) {
            Ok(result) => Told::Done { turn, position, result },
            Err(panic) => Told::Panicked { turn, position, panic },
        });
    }

    fn tell(&self, told: Told<R>) {
        // Where nobody listens any more, the next look for a job ends the worker.
        let _ = self.sender.send(told);
    }
}

/// Results that came before their turn.
struct Turns<R> {
    turn: usize,
    position: usize,
    waiting: BTreeMap<(usize, usize), Result<R, Panic>>,
    /// Units and weight of the items that were opened.
    opened: BTreeMap<usize, (usize, usize)>,
}

impl<R> Default for Turns<R> {
    fn default() -> Turns<R> {
        Turns { turn: 0, position: 0, waiting: BTreeMap::new(), opened: BTreeMap::new() }
    }
}

impl<R> Turns<R> {
    fn take_all<I, U, E>(
        &mut self,
        told: &Receiver<Told<R>>,
        shared: &Shared<I, U>,
        take: &mut impl FnMut(R) -> Result<(), E>,
    ) -> Result<(), E> {
        for told in told {
            match told {
                Told::Opened { turn, units, weight } => {
                    self.opened.insert(turn, (units, weight));
                }
                Told::Done { turn, position, result } => {
                    self.waiting.insert((turn, position), Ok(result));
                }
                Told::Panicked { turn, position, panic } => {
                    self.waiting.insert((turn, position), Err(panic));
                }
            }
            self.take_ready(shared, take)?;
        }
        Ok(())
    }

    fn take_ready<I, U, E>(
        &mut self,
        shared: &Shared<I, U>,
        take: &mut impl FnMut(R) -> Result<(), E>,
    ) -> Result<(), E> {
        loop {
            if let Some(result) = self.waiting.remove(&(self.turn, self.position)) {
                take(result.unwrap_or_else(|panic| resume_unwind(panic)))?;
                self.position += 1;
            } else if let Some(&(units, weight)) = self.opened.get(&self.turn)
                && units == self.position
            {
                self.opened.remove(&self.turn);
                shared.taken(weight);
                (self.turn, self.position) = (self.turn + 1, 0);
            } else {
                return Ok(());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::time::Duration;

    #[test]
    fn results_keep_the_order_of_the_items() {
        let items: Vec<usize> = (0..200).collect();
        for threads in [0, 1, 3, 500] {
            assert_eq!(
                in_order(threads, &items, |item| item * 2),
                items.iter().map(|item| item * 2).collect::<Vec<_>>()
            );
        }
        assert!(in_order(2, &[] as &[usize], |item| *item).is_empty());
    }

    /// Items of several units, some of none, the first ones slow.
    fn units_of(threads: usize) -> Vec<(usize, usize)> {
        let mut taken = Vec::new();
        let pipeline = Pipeline {
            threads,
            weigh: |item: &usize| *item,
            open: |item: usize| (0..item % 4).map(|unit| (item, unit)).collect(),
            work: |(item, unit): (usize, usize)| {
                std::thread::sleep(Duration::from_micros(if item % 7 == 1 { 900 } else { 10 }));
                (item, unit)
            },
        };
        let done: Result<(), Infallible> = pipeline.run(0..300, |result| {
            taken.push(result);
            Ok(())
        });
        assert!(done.is_ok());
        taken
    }

    #[test]
    fn units_keep_their_order_on_any_number_of_threads() {
        let expected = units_of(1);
        assert_eq!(expected.len(), 450);
        for threads in [2, 5, 40] {
            assert_eq!(units_of(threads), expected);
        }
    }

    #[test]
    fn the_units_of_a_single_heavy_item_are_worked_on_by_all() {
        let meeting = std::sync::Barrier::new(3);
        let pipeline = Pipeline {
            threads: 3,
            weigh: |_: &()| WEIGHT * 2,
            open: |()| vec![0, 1, 2],
            // Passes only when three threads are here at once.
            work: |unit: usize| {
                meeting.wait();
                unit
            },
        };
        let mut taken = Vec::new();
        let done: Result<(), Infallible> = pipeline.run([()], |unit| {
            taken.push(unit);
            Ok(())
        });
        assert!(done.is_ok());
        assert_eq!(taken, [0, 1, 2]);
    }

    /// The most items that were pulled and not taken, with a taker slower than the workers.
    fn most_in_flight(weight: usize) -> usize {
        let (pulled, taken, most) = (AtomicUsize::new(0), AtomicUsize::new(0), AtomicUsize::new(0));
        let items = (0..400).inspect(|_| {
            let now = pulled.fetch_add(1, Ordering::SeqCst) + 1 - taken.load(Ordering::SeqCst);
            most.fetch_max(now, Ordering::SeqCst);
        });
        let pipeline = Pipeline { threads: 4, weigh: |_: &usize| weight, open: |item| vec![item], work: |unit| unit };
        let done: Result<(), Infallible> = pipeline.run(items, |_| {
            std::thread::sleep(Duration::from_micros(50));
            taken.fetch_add(1, Ordering::SeqCst);
            Ok(())
        });
        assert!(done.is_ok());
        assert_eq!(taken.load(Ordering::SeqCst), 400);
        most.load(Ordering::SeqCst)
    }

    #[test]
    fn a_slow_taker_holds_the_workers_back() {
        assert!(most_in_flight(0) <= 4 * ITEMS_A_THREAD, "{}", most_in_flight(0));
        assert!(most_in_flight(WEIGHT / 2) <= 2, "{}", most_in_flight(WEIGHT / 2));
        assert_eq!(most_in_flight(WEIGHT + 1), 1);
    }

    #[test]
    fn an_error_of_the_taker_ends_an_endless_stream() {
        for threads in [1, 4] {
            let pipeline =
                Pipeline { threads, weigh: |_: &usize| 1, open: |item| vec![item], work: |unit: usize| unit };
            let done = pipeline.run(0.., |unit| if unit == 50 { Err(unit) } else { Ok(()) });
            assert_eq!(done, Err(50));
        }
    }

    /// What is taken before a panic, and what it says.
    fn panics(threads: usize, at_pull: usize, at_open: usize, at_work: usize) -> (usize, String) {
        let mut taken = 0;
        let unwound = catch_unwind(AssertUnwindSafe(|| {
            let fail = |item: usize, at: usize, step: &str| assert!(item != at, "{step} {item}");
            let pipeline = Pipeline {
                threads,
                weigh: |_: &usize| 1,
                open: |item: usize| {
                    fail(item, at_open, "open");
                    vec![item]
                },
                work: |unit: usize| {
                    fail(unit, at_work, "work");
                    unit
                },
            };
            let _: Result<(), Infallible> = pipeline.run((0..100).inspect(|&item| fail(item, at_pull, "pull")), |_| {
                taken += 1;
                Ok(())
            });
        }));
        let message = unwound.err().and_then(|panic| panic.downcast::<String>().ok());
        (taken, message.map_or(String::new(), |message| *message))
    }

    #[test]
    fn a_panic_is_passed_on_in_its_turn() {
        const NEVER: usize = 1000;
        for threads in [1, 3] {
            assert_eq!(panics(threads, NEVER, NEVER, 40), (40, "work 40".to_string()));
            assert_eq!(panics(threads, NEVER, 41, NEVER), (41, "open 41".to_string()));
            assert_eq!(panics(threads, 42, NEVER, NEVER), (42, "pull 42".to_string()));
        }
    }

    #[test]
    fn a_panic_of_the_taker_ends_the_workers() {
        let pipeline = Pipeline { threads: 3, weigh: |_: &usize| 1, open: |item| vec![item], work: |unit: usize| unit };
        let unwound = catch_unwind(AssertUnwindSafe(|| {
            pipeline.run(0.., |unit| if unit == 20 { panic!("taker") } else { Ok::<(), Infallible>(()) })
        }));
        assert!(unwound.is_err());
    }
}
