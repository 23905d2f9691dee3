//! What a proxy did instead of connecting to the host.

/// What a proxy did instead of connecting to the host; none if it was no proxy. The HTTP library says it in words alone.
pub(crate) fn tunnel_problem(error: &reqwest::Error) -> Option<&'static str> {
    let mut source = std::error::Error::source(error);
    while let Some(cause) = source {
        let said = cause.to_string();
        if let Some(problem) = said.strip_prefix("tunnel error: ") {
            return Some(match problem {
                "proxy authorization required" => {
                    "asks for credentials: write them into its URL, like http://user:password@proxy.example.com:3128"
                }
                "unexpected end of file" | "io error establishing tunnel" => {
                    "broke the connection before it had a tunnel to the host"
                }
                "failed to create underlying connection" => "could not be reached",
                _ => "refused a tunnel to the host: check that it permits CONNECT to it",
            });
        }
        source = cause.source();
    }
    None
}
