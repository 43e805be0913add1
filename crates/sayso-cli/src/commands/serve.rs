//! `sayso serve`: the desk, a web page for the workspace.

use super::{Done, Failure, Global};
use sayso_server::{Desk, Settings};
use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;

#[derive(clap::Args)]
pub struct ServeArgs {
    /// Port to listen on; 0: any that is free
    #[arg(long, default_value_t = 7600)]
    port: u16,
    /// Address to listen on; any but this machine's own wants --token
    #[arg(long, default_value = "127.0.0.1", value_name = "ADDRESS")]
    host: IpAddr,
    /// File whose first line is the secret that opens the desk
    #[arg(long, value_name = "FILE")]
    token: Option<PathBuf>,
}

pub fn serve(args: ServeArgs, global: &Global) -> Result<Done, Failure> {
    let token = args.token.as_ref().map(|path| {
        let text =
            std::fs::read_to_string(path).map_err(|error| Failure::new(format!("{}: {error}", path.display())))?;
        let line = text.lines().next().unwrap_or_default().trim().to_string();
        let sound = line.len() >= 16 && line.chars().all(|c| c.is_ascii_alphanumeric() || "-._~".contains(c));
        sound.then_some(line).ok_or_else(|| {
            Failure::new(format!(
                "{}: the first line must be a secret of at least 16 letters, digits, and - . _ ~",
                path.display()
            ))
        })
    });
    let address = SocketAddr::new(args.host, args.port);
    let desk = Desk::open(Settings {
        workspace: global.workspace.clone(),
        lexicon: global.lexicon.clone(),
        model: global.model.clone(),
        threads: global.threads.unwrap_or(0),
        may_watch: args.host.is_loopback(),
    })?;
    sayso_server::serve(desk, address, token.transpose()?, |address| {
        if !global.quiet {
            eprintln!("{} is open at http://{address}/ (end it with Ctrl-C)", global.workspace.display());
        }
    })?;
    Ok(Done::All)
}
