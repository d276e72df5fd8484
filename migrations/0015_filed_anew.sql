-- Acts on private programmes were filed under units that those name. All acts are filed anew when the program runs.
delete from act_key;
delete from act_filed;
