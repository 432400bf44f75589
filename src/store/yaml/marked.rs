//! A value whose strings with unruly characters begin with a mark, so that whoever writes them can be made to quote them.

use serde::ser::{
    Serialize, SerializeMap, SerializeSeq, SerializeStruct, SerializeStructVariant, SerializeTuple,
    SerializeTupleStruct, SerializeTupleVariant, Serializer,
};

use crate::display::is_unruly;

/// `value`, with `mark` before each such string in it, keys included.
pub(super) struct Marked<'a, T: ?Sized> {
    pub(super) value: &'a T,
    pub(super) mark: &'a str,
}

impl<T: Serialize + ?Sized> Serialize for Marked<'_, T> {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        self.value.serialize(Marking { out, mark: self.mark })
    }
}

/// Passes everything on to `out`, a serializer or one at work on a list or map.
struct Marking<'a, S> {
    out: S,
    mark: &'a str,
}

macro_rules! pass_on {
    ($($method:ident($($argument:ident: $type:ty),*);)*) => {
        $(fn $method(self, $($argument: $type),*) -> Result<S::Ok, S::Error> {
            self.out.$method($($argument),*)
        })*
    };
}

macro_rules! go_into {
    ($($method:ident($($argument:ident: $type:ty),*) -> $inner:ident;)*) => {
        $(fn $method(self, $($argument: $type),*) -> Result<Self::$inner, S::Error> {
            let mark = self.mark;
            self.out.$method($($argument),*).map(|out| Marking { out, mark })
        })*
    };
}

impl<'a, S: Serializer> Serializer for Marking<'a, S> {
    type Ok = S::Ok;
    type Error = S::Error;
    type SerializeSeq = Marking<'a, S::SerializeSeq>;
    type SerializeTuple = Marking<'a, S::SerializeTuple>;
    type SerializeTupleStruct = Marking<'a, S::SerializeTupleStruct>;
    type SerializeTupleVariant = Marking<'a, S::SerializeTupleVariant>;
    type SerializeMap = Marking<'a, S::SerializeMap>;
    type SerializeStruct = Marking<'a, S::SerializeStruct>;
    type SerializeStructVariant = Marking<'a, S::SerializeStructVariant>;

    pass_on! {
        serialize_bool(value: bool);
        serialize_i8(value: i8);
        serialize_i16(value: i16);
        serialize_i32(value: i32);
        serialize_i64(value: i64);
        serialize_i128(value: i128);
        serialize_u8(value: u8);
        serialize_u16(value: u16);
        serialize_u32(value: u32);
        serialize_u64(value: u64);
        serialize_u128(value: u128);
        serialize_f32(value: f32);
        serialize_f64(value: f64);
        serialize_char(value: char);
        serialize_bytes(value: &[u8]);
        serialize_none();
        serialize_unit();
        serialize_unit_struct(name: &'static str);
        serialize_unit_variant(name: &'static str, index: u32, variant: &'static str);
    }

    fn serialize_str(self, value: &str) -> Result<S::Ok, S::Error> {
        if value.chars().any(is_unruly) {
            return self.out.serialize_str(&format!("{}{value}", self.mark));
        }
        self.out.serialize_str(value)
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<S::Ok, S::Error> {
        self.out.serialize_some(&Marked { value, mark: self.mark })
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, name: &'static str, value: &T) -> Result<S::Ok, S::Error> {
        self.out.serialize_newtype_struct(name, &Marked { value, mark: self.mark })
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        name: &'static str,
        index: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<S::Ok, S::Error> {
        self.out.serialize_newtype_variant(name, index, variant, &Marked { value, mark: self.mark })
    }

    go_into! {
        serialize_seq(length: Option<usize>) -> SerializeSeq;
        serialize_tuple(length: usize) -> SerializeTuple;
        serialize_tuple_struct(name: &'static str, length: usize) -> SerializeTupleStruct;
        serialize_tuple_variant(name: &'static str, index: u32, variant: &'static str, length: usize) -> SerializeTupleVariant;
        serialize_map(length: Option<usize>) -> SerializeMap;
        serialize_struct(name: &'static str, length: usize) -> SerializeStruct;
        serialize_struct_variant(name: &'static str, index: u32, variant: &'static str, length: usize) -> SerializeStructVariant;
    }

    fn is_human_readable(&self) -> bool {
        self.out.is_human_readable()
    }
}

macro_rules! elements {
    ($($trait:ident::$method:ident;)*) => {
        $(impl<S: $trait> $trait for Marking<'_, S> {
            type Ok = S::Ok;
            type Error = S::Error;

            fn $method<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), S::Error> {
                let mark = self.mark;
                self.out.$method(&Marked { value, mark })
            }

            fn end(self) -> Result<S::Ok, S::Error> {
                self.out.end()
            }
        })*
    };
}

elements! {
    SerializeSeq::serialize_element;
    SerializeTuple::serialize_element;
    SerializeTupleStruct::serialize_field;
    SerializeTupleVariant::serialize_field;
}

macro_rules! fields {
    ($($trait:ident;)*) => {
        $(impl<S: $trait> $trait for Marking<'_, S> {
            type Ok = S::Ok;
            type Error = S::Error;

            fn serialize_field<T: Serialize + ?Sized>(
                &mut self,
                key: &'static str,
                value: &T,
            ) -> Result<(), S::Error> {
                let mark = self.mark;
                self.out.serialize_field(key, &Marked { value, mark })
            }

            fn skip_field(&mut self, key: &'static str) -> Result<(), S::Error> {
                self.out.skip_field(key)
            }

            fn end(self) -> Result<S::Ok, S::Error> {
                self.out.end()
            }
        })*
    };
}

fields! {
    SerializeStruct;
    SerializeStructVariant;
}

impl<S: SerializeMap> SerializeMap for Marking<'_, S> {
    type Ok = S::Ok;
    type Error = S::Error;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), S::Error> {
        let mark = self.mark;
        self.out.serialize_key(&Marked { value: key, mark })
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), S::Error> {
        let mark = self.mark;
        self.out.serialize_value(&Marked { value, mark })
    }

    fn end(self) -> Result<S::Ok, S::Error> {
        self.out.end()
    }
}
