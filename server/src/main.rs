//! Arguments → one subcommand.

/// Wipes what is freed. What a visitor asked for passes through many small pieces of memory, of ours and of the
/// libraries that read requests; a picture of the memory that somebody takes later shows none of the pieces given back.
#[global_allocator]
static MEMORY: zeroizing_alloc::ZeroAlloc<std::alloc::System> =
    zeroizing_alloc::ZeroAlloc(std::alloc::System);

fn main() -> std::process::ExitCode {
    masthead::cli::run()
}
