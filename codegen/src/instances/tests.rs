use crate::{Input, instances};

const DOCUMENT: &str = "
openapi: 3.0.3
info: { title: T, version: '1' }
paths: {}
components:
  schemas:
    Any:
      oneOf: [{ $ref: '#/components/schemas/A' }, { $ref: '#/components/schemas/B' }, { type: array, items: { type: integer } }]
      discriminator: { propertyName: k, mapping: { a: '#/components/schemas/A' } }
    A: { type: object, required: [n], properties: { n: { type: number }, k: { type: string }, note: { type: string, nullable: true } } }
    B: { type: object, properties: { e: { type: string, enum: [x, y] }, any: { $ref: '#/components/schemas/Any' } } }
    Pet: { type: object, required: [k], properties: { k: { type: string } }, discriminator: { propertyName: k } }
    Cat: { allOf: [{ $ref: '#/components/schemas/Pet' }, { type: object, properties: { lives: { type: integer, maximum: 9 } } }] }
";

#[test]
fn every_option_has_all_members_few_and_nulls_and_every_listed_value() {
    let made = instances(&Input::new("t.yaml", DOCUMENT)).unwrap();
    let of = |ty: &str| -> Vec<(Option<&str>, &str)> {
        let made = made.iter().filter(|made| made.rust_type == ty);
        made.map(|made| (made.variant.as_deref(), made.json.as_str()))
            .collect()
    };
    let digits = "1234567890123456789.123456789";
    let full = format!(r#"{{"n":{digits},"k":"a","note":"some \"text\""}}"#);
    let few = format!(r#"{{"n":{digits},"k":"a"}}"#);
    let null = format!(r#"{{"n":{digits},"k":"a","note":null}}"#);
    let any = of("types::Any");
    assert_eq!(
        &any[..3],
        [(Some("A"), &*full), (Some("A"), &*few), (Some("A"), &*null)]
    );
    for part in [
        r#"{"e":"x","any":{"n":"#,
        r#"{"e":"y","any":{"e":"y""#,
        r#""k":"B"}"#,
    ] {
        assert!(any.iter().any(|(_, json)| json.contains(part)), "{any:?}");
    }
    assert!(any.contains(&(None, "[9007199254740993]")), "{any:?}");
    assert_eq!(
        of("types::Pet"),
        [
            (Some("Cat"), r#"{"k":"Cat","lives":9}"#),
            (Some("Cat"), r#"{"k":"Cat"}"#),
            (None, r#"{"k":"Pet"}"#),
        ]
    );
}
