//! The generators, each as its documents or its program use it, with all of its defaults: a document in, files out.

use std::hint::black_box;
use std::path::{Path, PathBuf};

use malipo_codegen::{Input, Runtime};
use oas3_gen::generator::codegen::{CratePackage, GeneratedFileType, Visibility};
use oas3_gen::generator::orchestrator::Orchestrator;
use oas3_gen::generator::{ClientModMode, CodegenConfig};
use oas3_gen::utils::spec::SpecFormat;
use ploidy_codegen_rust as ploidy;
use ploidy_core::codegen::{Code as _, IntoCode};

use crate::measure::{self, Outcome};

/// Files by their paths in the crate.
pub(crate) type Files = Vec<(String, String)>;

/// A generator of Rust clients.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Generator {
    Malipo,
    Ploidy,
    Oas3Gen,
    Progenitor,
    OpenapiToRust,
    /// It reads OpenAPI 3.1 and later only.
    Spargen,
}

impl Generator {
    pub(crate) const ALL: [Self; 6] = [
        Self::Malipo,
        Self::Ploidy,
        Self::Oas3Gen,
        Self::Progenitor,
        Self::OpenapiToRust,
        Self::Spargen,
    ];

    /// Those whose output is a crate with a manifest.
    pub(crate) const CRATES: [Self; 4] =
        [Self::Malipo, Self::Ploidy, Self::Oas3Gen, Self::Progenitor];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Malipo => "malipo",
            Self::Ploidy => "ploidy",
            Self::Oas3Gen => "oas3-gen",
            Self::Progenitor => "progenitor",
            Self::OpenapiToRust => "openapi-to-rust",
            Self::Spargen => "spargen",
        }
    }

    pub(crate) fn by_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.name() == name)
    }

    /// The version that the lock file names.
    pub(crate) fn version(self) -> &'static str {
        let package = match self {
            Self::Malipo => "malipo-codegen",
            Self::Ploidy => "ploidy-codegen-rust",
            Self::Oas3Gen => "oas3-gen",
            Self::Progenitor => "progenitor-impl",
            Self::OpenapiToRust => "openapi-to-rust",
            Self::Spargen => "spargen",
        };
        let before = format!("name = \"{package}\"\nversion = \"");
        let after = LOCK.split_once(&before).map_or("", |(_, after)| after);
        after.split('"').next().unwrap_or_default()
    }

    /// A crate for the document, in memory. The file is the one that the document was read from.
    pub(crate) fn generate(self, input: &Input, file: &str) -> Outcome<Files> {
        match self {
            Self::Malipo => malipo(input),
            Self::Ploidy => ploidy(input),
            Self::Oas3Gen => oas3_gen(input),
            Self::Progenitor => progenitor(input),
            Self::OpenapiToRust => openapi_to_rust(input),
            Self::Spargen => spargen(file),
        }
    }
}

/// The versions of everything that takes part.
pub(crate) const LOCK: &str = include_str!("../Cargo.lock");

fn malipo(input: &Input) -> Outcome<Files> {
    let runtime = checkout().join("generated/runtime");
    let generated = measure::generate(input, Runtime::Path(runtime.display().to_string()))?;
    black_box(generated.diagnostics.render());
    let files = generated.files.iter();
    Ok(files
        .map(|(path, text)| (path.to_owned(), text.to_owned()))
        .collect())
}

fn checkout() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(3).unwrap_or(here).to_owned()
}

/// As the program `ploidy` does it.
fn ploidy(input: &Input) -> Outcome<Files> {
    fn add(files: &mut Files, code: impl IntoCode) -> Outcome<()> {
        let code = code.into_code();
        files.push((code.path().to_owned(), code.into_string()?));
        Ok(())
    }
    let document = ploidy_core::parse::Document::from_yaml(&input.text)?;
    let arena = ploidy_core::arena::Arena::new();
    let spec = ploidy_core::ir::Spec::from_doc(&arena, &document)?;
    let mut raw = ploidy_core::ir::RawGraph::new(&arena, &spec);
    raw.collapse_trivial_inlines();
    raw.inline_tagged_variants();
    raw.inline_untagged_variants();
    let graph = ploidy::CodegenGraph::new(raw.cook());
    let manifest = ploidy::CargoManifest::new("measured", semver::Version::new(0, 1, 0));
    let mut files = Files::new();
    add(
        &mut files,
        ploidy::CodegenCargoManifest::new(&graph, &manifest),
    )?;
    add(&mut files, ploidy::CodegenLibrary)?;
    add(&mut files, ploidy::CodegenErrorModule)?;
    for schema in graph.schemas() {
        add(&mut files, ploidy::CodegenSchemaType::new(&graph, &schema))?;
    }
    add(&mut files, ploidy::CodegenTypesModule::new(&graph))?;
    let mut resources = std::collections::BTreeMap::<_, Vec<_>>::new();
    for operation in graph.operations() {
        let resource = graph.resource_for(&operation);
        resources.entry(resource).or_default().push(operation);
    }
    for (resource, operations) in &resources {
        add(
            &mut files,
            ploidy::CodegenResource::new(&graph, *resource, operations),
        )?;
    }
    let resources: Vec<_> = resources.keys().copied().collect();
    add(
        &mut files,
        ploidy::CodegenClientModule::new(&graph, &resources),
    )?;
    Ok(files)
}

/// As the program does it with `generate client-mod --workspace`.
fn oas3_gen(input: &Input) -> Outcome<Files> {
    let extension = input
        .file
        .rsplit_once('.')
        .map_or("", |(_, extension)| extension);
    let spec = SpecFormat::from_extension(extension).parse(input.text.as_bytes())?;
    let config = CodegenConfig::builder().build();
    let orchestrator = Orchestrator::new(spec, Visibility::Public, config, None, None);
    let package = CratePackage::from_output_dir(Path::new("/measured"), "0.1.0".to_owned())?;
    let mode = ClientModMode::with_package(Some(package));
    let output = orchestrator.generate(&mode, &input.file)?;
    let code = output.code.code.into_iter();
    Ok(code
        .map(|(kind, text)| {
            let path = match kind {
                GeneratedFileType::Client => "src/client.rs",
                GeneratedFileType::Manifest => "Cargo.toml",
                GeneratedFileType::Module => "src/lib.rs",
                GeneratedFileType::Server => "src/server.rs",
                GeneratedFileType::Types => "src/types.rs",
            };
            (path.to_owned(), text)
        })
        .collect())
}

/// As the program does it without a configuration file.
fn openapi_to_rust(input: &Input) -> Outcome<Files> {
    use openapi_to_rust::{CodeGenerator, GeneratorConfig, SchemaAnalyzer, TypeMapper};
    let document = measure::tree(input)?;
    openapi_to_rust::spec_source::validate_oas_document(&document)?;
    let mut config = GeneratorConfig::default();
    config.apply_spec_server_default(&document);
    let mapper = TypeMapper::new(config.types.clone());
    let mut analysis = SchemaAnalyzer::with_type_mapper(document, mapper)?.analyze()?;
    let result = CodeGenerator::new(config).generate_all(&mut analysis)?;
    let files = result.files.into_iter().chain([result.mod_file]);
    Ok(files
        .map(|file| (format!("src/{}", file.path.display()), file.content))
        .collect())
}

/// As its documents show it for a build script, without the directives for Cargo. It reads and writes files itself.
fn spargen(file: &str) -> Outcome<Files> {
    let directory = std::env::temp_dir().join(format!("measured-{}", std::process::id()));
    std::fs::create_dir_all(&directory)?;
    let output = directory.join("lib.rs");
    let build = spargen::Spec::new(file)
        .build(output.display().to_string())
        .cargo(spargen::CargoIntegration::Off);
    let report = spargen::generate(&build).into_result();
    let text = std::fs::read_to_string(&output);
    std::fs::remove_dir_all(&directory)?;
    report.map_err(|report| report.to_string())?;
    Ok(vec![("src/lib.rs".to_owned(), text?)])
}

/// As its documents show it for a build script; what they tell to depend on is the manifest.
fn progenitor(input: &Input) -> Outcome<Files> {
    const MANIFEST: &str = r#"[package]
name = "measured"
version = "0.1.0"
edition = "2021"

[dependencies]
base64 = "0.23"
chrono = { version = "0.4", features = ["serde"] }
futures = "0.3"
progenitor-client = "0.15"
rand = "0.10"
regress = "0.12"
reqwest = { version = "0.13", default-features = false, features = ["json", "query", "stream"] }
serde = { version = "1", features = ["derive"] }
serde_json = "1"
uuid = { version = "1", features = ["serde", "v4"] }
"#;
    let document: openapiv3::OpenAPI = match input.text.trim_start().starts_with('{') {
        true => serde_json::from_str(&input.text)?,
        false => serde_yaml::from_str(&input.text)?,
    };
    let tokens = progenitor_impl::Generator::default().generate_tokens(&document)?;
    let text = prettyplease::unparse(&syn::parse2(tokens)?);
    Ok(vec![
        ("Cargo.toml".to_owned(), MANIFEST.to_owned()),
        ("src/lib.rs".to_owned(), text),
    ])
}
