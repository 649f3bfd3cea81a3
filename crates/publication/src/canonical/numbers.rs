//! Visits every number of a value before it is written, and refuses those JSON cannot hold.
//!
//! A serializer that writes nothing: the only way to see a NaN before `serde_json` makes it `null`.

use std::fmt;

use serde::{
    Serialize, Serializer,
    ser::{
        self, SerializeMap, SerializeSeq, SerializeStruct, SerializeStructVariant, SerializeTuple,
        SerializeTupleStruct, SerializeTupleVariant,
    },
};

use crate::PublicationError;

/// Largest whole number up to which a double holds every one.
const MAX_EXACT: u64 = (1 << 53) - 1;

/// Refuses NaN, infinities, and whole numbers a double cannot hold.
pub(super) fn check(value: &impl Serialize) -> Result<(), PublicationError> {
    value.serialize(Check).map_err(|fault| match fault {
        Fault::NotFinite => PublicationError::NotFinite,
        Fault::NotExact(number) => PublicationError::NotExact(number),
        Fault::Other(message) => PublicationError::Json(ser::Error::custom(message)),
    })
}

#[derive(Debug, thiserror::Error)]
enum Fault {
    #[error("not finite")]
    NotFinite,
    #[error("not exact: {0}")]
    NotExact(String),
    #[error("{0}")]
    Other(String),
}

impl ser::Error for Fault {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self::Other(message.to_string())
    }
}

#[derive(Clone, Copy)]
struct Check;

impl Check {
    fn whole(magnitude: u64, shown: impl fmt::Display) -> Result<(), Fault> {
        if magnitude > MAX_EXACT { Err(Fault::NotExact(shown.to_string())) } else { Ok(()) }
    }
}

/// Values that hold no number.
macro_rules! pass {
    ($($method:ident: $type:ty),* $(,)?) => {
        $(fn $method(self, _: $type) -> Result<(), Fault> { Ok(()) })*
    };
}

impl Serializer for Check {
    type Ok = ();
    type Error = Fault;
    type SerializeSeq = Self;
    type SerializeTuple = Self;
    type SerializeTupleStruct = Self;
    type SerializeTupleVariant = Self;
    type SerializeMap = Self;
    type SerializeStruct = Self;
    type SerializeStructVariant = Self;

    pass!(
        serialize_bool: bool,
        serialize_i8: i8,
        serialize_i16: i16,
        serialize_i32: i32,
        serialize_u8: u8,
        serialize_u16: u16,
        serialize_u32: u32,
        serialize_char: char,
        serialize_str: &str,
        serialize_bytes: &[u8],
        serialize_unit_struct: &'static str,
    );

    fn serialize_i64(self, v: i64) -> Result<(), Fault> {
        Self::whole(v.unsigned_abs(), v)
    }

    fn serialize_u64(self, v: u64) -> Result<(), Fault> {
        Self::whole(v, v)
    }

    fn serialize_f32(self, v: f32) -> Result<(), Fault> {
        self.serialize_f64(f64::from(v))
    }

    fn serialize_f64(self, v: f64) -> Result<(), Fault> {
        if v.is_finite() { Ok(()) } else { Err(Fault::NotFinite) }
    }

    fn collect_str<T: fmt::Display + ?Sized>(self, _: &T) -> Result<(), Fault> {
        Ok(())
    }

    fn serialize_none(self) -> Result<(), Fault> {
        Ok(())
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Fault> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<(), Fault> {
        Ok(())
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, _: &'static str) -> Result<(), Fault> {
        Ok(())
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Result<(), Fault> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        value: &T,
    ) -> Result<(), Fault> {
        value.serialize(self)
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Self, Fault> {
        Ok(self)
    }

    fn serialize_tuple(self, _: usize) -> Result<Self, Fault> {
        Ok(self)
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Self, Fault> {
        Ok(self)
    }

    fn serialize_tuple_variant(self, _: &'static str, _: u32, _: &'static str, _: usize) -> Result<Self, Fault> {
        Ok(self)
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Self, Fault> {
        Ok(self)
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Self, Fault> {
        Ok(self)
    }

    fn serialize_struct_variant(self, _: &'static str, _: u32, _: &'static str, _: usize) -> Result<Self, Fault> {
        Ok(self)
    }
}

/// Compounds visit each of their parts; `key` is the field name that structures pass along.
macro_rules! visit {
    ($($trait:ident $method:ident $(($key:ty))?),* $(,)?) => {
        $(impl $trait for Check {
            type Ok = ();
            type Error = Fault;

            fn $method<T: Serialize + ?Sized>(&mut self, $(_: $key,)? value: &T) -> Result<(), Fault> {
                value.serialize(*self)
            }

            fn end(self) -> Result<(), Fault> {
                Ok(())
            }
        })*
    };
}

visit!(
    SerializeSeq serialize_element,
    SerializeTuple serialize_element,
    SerializeTupleStruct serialize_field,
    SerializeTupleVariant serialize_field,
    SerializeStruct serialize_field(&'static str),
    SerializeStructVariant serialize_field(&'static str),
);

impl SerializeMap for Check {
    type Ok = ();
    type Error = Fault;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Fault> {
        key.serialize(*self)
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Fault> {
        value.serialize(*self)
    }

    fn end(self) -> Result<(), Fault> {
        Ok(())
    }
}
