//! JSON as it is sent: a float that is a whole number has no fraction.

use std::io;

use serde::Serialize;
use serde_json::ser::{CompactFormatter, Formatter, Serializer};
use serde_json::value::RawValue;

/// Beyond this, a float is written with an exponent.
const WRITTEN_OUT: f64 = 1e16;

/// Appends a value to a text.
pub(crate) fn write<T: Serialize + ?Sized>(
    value: &T,
    out: &mut Vec<u8>,
) -> Result<(), serde_json::Error> {
    value.serialize(&mut Serializer::with_formatter(out, Plain))
}

/// A value as JSON.
pub(crate) fn raw<T: Serialize + ?Sized>(value: &T) -> Result<Box<RawValue>, serde_json::Error> {
    let mut out = Vec::new();
    write(value, &mut out)?;
    let text = String::from_utf8(out).map_err(serde::ser::Error::custom)?;
    RawValue::from_string(text)
}

struct Plain;

impl Formatter for Plain {
    fn write_f64<W: ?Sized + io::Write>(&mut self, writer: &mut W, value: f64) -> io::Result<()> {
        match value.fract() == 0.0 && value.abs() < WRITTEN_OUT {
            true => write!(writer, "{value}"),
            false => CompactFormatter.write_f64(writer, value),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::Amount;

    #[test]
    fn whole_floats_have_no_fraction_and_every_digit_is_kept() {
        let exact: Amount = "12345678901234567890.10".parse().unwrap();
        let values = [5.0, -3.0, 0.0, 0.1, 1e15, 1e16, 1.5e300, 5e-324];
        let written = raw(&(values, exact, "5.0", 5)).unwrap();
        assert_eq!(
            written.get(),
            "[[5,-3,0,0.1,1000000000000000,1e+16,1.5e+300,5e-324],12345678901234567890.10,\"5.0\",5]"
        );
        let read: [f64; 8] = serde_json::from_str::<(_, Amount, String, i64)>(written.get())
            .unwrap()
            .0;
        assert_eq!(read, values);
    }
}
