using NfvOrchestrator.Assurance;
using NfvOrchestrator.Platform.Hosting;

var builder = NfvWebApplication.CreateBuilder(args).AddNfvService("assurance");
builder.AddNfvPlatform("assurance.db");
builder.Services.AddAssurance(builder.Configuration.GetSection("Assurance").Get<AssuranceOptions>() ?? new AssuranceOptions());
await using var app = builder.Build();
app.UseNfvService();
app.MapAssurance();
await app.RunAsync();
